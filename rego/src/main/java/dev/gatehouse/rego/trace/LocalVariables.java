package dev.gatehouse.rego.trace;

import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.Visitor;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects the names of the variables of a subject: of a rule, those of its head. */
final class LocalVariables extends Visitor {

  private final Set<String> names = new LinkedHashSet<>();

  private LocalVariables() {}

  static Set<String> of(Event.Subject subject) {
    var variables = new LocalVariables();
    switch (subject) {
      case Event.OfRule(var rule) -> variables.head(rule.rule().head());
      case Event.OfBody(var body) -> variables.body(body);
      case Event.OfExpression(var expression, var index, var body) ->
        variables.expression(expression);
      case Event.OfNothing nothing -> {
      }
    }
    return variables.names;
  }

  static Set<String> of(Expr expression) {
    return of(Event.OfExpression.alone(expression));
  }

  @Override
  protected boolean enter(Term term) {
    if (term instanceof Term.Var(var location, var name)) {
      names.add(name);
    }
    return true;
  }
}
