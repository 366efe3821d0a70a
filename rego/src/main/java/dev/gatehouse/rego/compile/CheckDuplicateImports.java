package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.syntax.Module;
import java.util.HashMap;
import java.util.List;

/** Finds imports of one module that make the same name known, or that may not be used. */
final class CheckDuplicateImports {

  private CheckDuplicateImports() {}

  static void run(Compilation compilation) {
    var capabilities = compilation.capabilities();
    var isV1Known = capabilities.has(Capabilities.REGO_V1)
        || capabilities.has(Capabilities.REGO_V1_IMPORT);
    for (var unit : compilation.units()) {
      for (var statement : isV1Known ? List.<Module.Import>of() : unit.module().imports()) {
        if (TermText.of(statement.path()).equals("rego.v1")) {
          compilation.issue(
              Issue.COMPILE, statement.location(), "rego.v1 import is not supported");
        }
      }
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
