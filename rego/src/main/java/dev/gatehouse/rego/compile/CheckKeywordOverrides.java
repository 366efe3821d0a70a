package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;

/** Finds rules, arguments and variables that hide {@code data} or {@code input}. */
final class CheckKeywordOverrides {

  private CheckKeywordOverrides() {}

  static void run(Compilation compilation) {
    for (var unit : compilation.units()) {
      if (compilation.hasStrictRules(unit.module())) {
        check(unit, compilation);
      }
    }
  }

  static void check(Compilation.Unit unit, Compilation compilation) {
    unit.definitions().forEach(definition -> checkHead(definition, compilation));
    unit.eachLink(link -> new Assignments(compilation).rule(link.rule()));
  }

  private static void checkHead(Definition definition, Compilation compilation) {
    var rule = definition.rule();
    if (rule.head().ref().head() instanceof Term.Var(var location, var name)
        && Operators.isRoot(name)) {
      compilation.issue(
          Issue.COMPILE,
          rule.location(),
          "rules must not shadow " + name + " (use a different rule name)");
    }
    if (rule.head().args() != null) {
      for (var arg : rule.head().args()) {
        if (Operators.isRoot(arg)) {
          compilation.issue(
              Issue.COMPILE,
              arg.location(),
              "args must not shadow " + TermText.of(arg) + " (use a different variable name)");
        }
      }
    }
  }

  /** Finds assignments to root documents. */
  private static final class Assignments extends Walk {

    private final Compilation compilation;

    Assignments(Compilation compilation) {
      this.compilation = compilation;
    }

    @Override
    boolean enter(Expr expr) {
      if (Operators.isAssignment(expr.form())
          && expr.form() instanceof Expr.Invoke invoke
          && !invoke.args().isEmpty()
          && Operators.isRoot(invoke.args().getFirst())) {
        compilation.issue(
            Issue.COMPILE,
            expr.location(),
            "variables must not shadow "
                + TermText.of(invoke.args().getFirst())
                + " (use a different variable name)");
      }
      return true;
    }
  }
}
