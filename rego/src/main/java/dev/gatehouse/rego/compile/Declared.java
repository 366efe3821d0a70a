package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.HashSet;
import java.util.Set;

/** The variables that {@code :=} and {@code some} declare outside of comprehensions. */
final class Declared extends Walk {

  private final Set<String> names = new HashSet<>();

  private Declared() {}

  static Set<String> in(Body body) {
    var declared = new Declared();
    declared.body(body);
    return declared.names;
  }

  static Set<String> in(Expr expr) {
    var declared = new Declared();
    declared.expr(expr);
    return declared.names;
  }

  @Override
  boolean enter(Expr expr) {
    switch (expr.form()) {
      case Expr.Invoke invoke when Operators.isAssignment(invoke) && invoke.args().size() == 2 ->
        names.addAll(Variables.of(invoke.args().getFirst()));
      case Expr.Some(var variables) -> variables.forEach(variable -> names.add(variable.name()));
      case Expr.SomeIn some -> names.addAll(Variables.of(Names.pair(some.key(), some.value())));
      default -> {
      }
    }
    return true;
  }

  @Override
  boolean enter(Term term) {
    return !Names.isComprehension(term);
  }
}
