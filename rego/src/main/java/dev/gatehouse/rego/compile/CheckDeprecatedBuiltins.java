package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.syntax.Expr;

/** Finds calls of functions that Rego v1 refuses. */
final class CheckDeprecatedBuiltins extends Walk {

  private final Compilation compilation;

  private CheckDeprecatedBuiltins(Compilation compilation) {
    this.compilation = compilation;
  }

  static void run(Compilation compilation) {
    for (var unit : compilation.units()) {
      if (compilation.hasStrictRules(unit.module())) {
        unit.eachLink(link -> new CheckDeprecatedBuiltins(compilation).rule(link.rule()));
      }
    }
  }

  @Override
  boolean enter(Expr expr) {
    if (expr.form() instanceof Expr.Invoke invoke && !Operators.isData(invoke.operator())) {
      var name = Names.dotted(invoke.operator());
      if (compilation.functions.isDeprecated(name)) {
        compilation.issue(
            Issue.TYPE,
            expr.location(),
            "deprecated built-in function calls in expression: " + name);
      }
    }
    return true;
  }
}
