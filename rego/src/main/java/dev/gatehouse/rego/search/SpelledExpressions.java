package dev.gatehouse.rego.search;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.compile.ResidualBodies;
import dev.gatehouse.rego.compile.ValueTransform;
import dev.gatehouse.rego.partial.Forms;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes expressions as they are outside of a search. A comprehension keeps the names of its variables,
 * made unique; those that have a value around it get it by an equality at the end of its body.
 */
final class SpelledExpressions extends ValueTransform {

  private final Bindings bindings;
  private final Bindings around;

  SpelledExpressions(Bindings bindings, Bindings around) {
    this.bindings = bindings;
    this.around = around;
  }

  Expr spelled(Expr expression) {
    return expr(expression);
  }

  Term spelled(Term term) {
    return term(term);
  }

  List<Expr.With> spelledWiths(Expr expression) {
    return withs(expression.withs());
  }

  @Override
  protected Term term(Term term) {
    return Terms.isComprehension(term) ? comprehension(term) : bindings.spelled(term, around);
  }

  private Term comprehension(Term term) {
    var names = new Names();
    var equalities = new ArrayList<Expr>();
    var variables = ResidualBodies.all(term);
    for (var name : bindings.names()) {
      if (variables.contains(name)) {
        var variable = new Term.Var(Location.NONE, name);
        equalities.add(
            Forms.equality(names.term(variable), bindings.spelled(variable, around)));
      }
    }
    return switch (term) {
      case Term.ArrayComprehension(var location, var head, var body) ->
        new Term.ArrayComprehension(
            location, names.term(head), names.body(body, equalities));
      case Term.SetComprehension(var location, var head, var body) ->
        new Term.SetComprehension(location, names.term(head), names.body(body, equalities));
      case Term.ObjectComprehension(var location, var key, var value, var body) ->
        new Term.ObjectComprehension(
            location, names.term(key), names.term(value), names.body(body, equalities));
      default -> term;
    };
  }

  /** Gives the variables of a closure names of their own. */
  private final class Names extends ValueTransform {

    Body body(Body body, List<Expr> equalities) {
      var all = new ArrayList<>(body(body).expressions());
      all.addAll(equalities);
      return new Body(body.location(), all);
    }

    @Override
    protected Term term(Term term) {
      return switch (term) {
        case Term.Var variable -> bindings.named(variable, around);
        case Term.Scalar(var location, var value) -> around.spelled(value, location);
        default -> descend(term);
      };
    }
  }
}
