package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;

/** Finds calls of functions that Rego v1 refuses. */
final class CheckDeprecatedBuiltins extends Walk {

  private final Compilation compilation;

  private CheckDeprecatedBuiltins(Compilation compilation) {
    this.compilation = compilation;
  }

  static void run(Compilation compilation) {
    for (var unit : compilation.units()) {
      if (compilation.hasStrictRules(unit.module())) {
        check(unit, compilation);
      }
    }
  }

  static void check(Compilation.Unit unit, Compilation compilation) {
    unit.eachLink(link -> new CheckDeprecatedBuiltins(compilation).link(link.rule()));
  }

  /** As in OPA, the key of a head of two parts counts twice. */
  private void link(Rule rule) {
    var head = rule.head();
    var parts = head.ref().parts();
    terms(parts.subList(1, parts.size()));
    if (parts.size() == 2 && !head.isFunction()) {
      term(parts.getLast());
    }
    rule(rule);
  }

  @Override
  boolean enter(Expr expr) {
    if (expr.form() instanceof Expr.Invoke invoke) {
      check(invoke.operator(), expr.location());
    }
    return true;
  }

  @Override
  boolean enter(Term term) {
    if (term instanceof Term.Call call) {
      check(call.operator(), call.operator().location());
    }
    return true;
  }

  private void check(Term.Ref operator, Location location) {
    var name = Names.dotted(operator);
    if (!Operators.isData(operator) && compilation.functions.isDeprecated(name)) {
      compilation.issue(
          Issue.TYPE, location, "deprecated built-in function calls in expression: " + name);
    }
  }
}
