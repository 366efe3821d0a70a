package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.PartText;
import java.util.List;

/** Finds what keeps a module, as it was parsed, from being Rego v1, but for words that can be added. */
public final class V1Check {

  private V1Check() {}

  /** Every issue, in the order in which OPA looks for them. */
  public static List<Issue> issues(Module module) {
    var compilation = new Compilation(List.of(module), CompileOptions.DEFAULT);
    var unit = compilation.units().getFirst();
    CheckDuplicateImports.check(unit, compilation);
    CheckKeywordOverrides.check(unit, compilation);
    CheckDeprecatedBuiltins.check(unit, compilation);
    for (var rule : module.rules()) {
      var parts = rule.head().ref().parts();
      var name = parts.getFirst().toString();
      if (parts.size() < 2 && PartText.isKeyword(name)) {
        compilation.issue(
            Issue.PARSE, rule.location(), name + " keyword cannot be used for rule name");
      }
    }
    return List.copyOf(compilation.issues);
  }
}
