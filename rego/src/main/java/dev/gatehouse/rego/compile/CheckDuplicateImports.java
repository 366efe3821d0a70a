package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.syntax.Module;
import java.util.HashMap;

/** Finds imports of one module that make the same name known. */
final class CheckDuplicateImports {

  private CheckDuplicateImports() {}

  static void run(Compilation compilation) {
    for (var unit : compilation.units()) {
      if (compilation.hasStrictRules(unit.module())) {
        check(unit, compilation);
      }
    }
  }

  static void check(Compilation.Unit unit, Compilation compilation) {
    var known = new HashMap<String, Module.Import>();
    for (var statement : unit.module().imports()) {
      var first = known.putIfAbsent(statement.name(), statement);
      if (first != null) {
        compilation.issue(
            Issue.COMPILE,
            statement.location(),
            "import must not shadow " + TermText.of(first));
      }
    }
  }
}
