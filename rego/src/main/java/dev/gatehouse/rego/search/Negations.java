package dev.gatehouse.rego.search;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.compile.ResidualBodies;
import dev.gatehouse.rego.partial.Complements;
import dev.gatehouse.rego.partial.Forms;
import dev.gatehouse.rego.partial.Simplifier;
import dev.gatehouse.rego.partial.SupportModules;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Negates what may hold in ways that a partial search cannot decide: by negated expressions where these
 * mean the same, by the negation of a rule of its own elsewhere.
 */
final class Negations {

  private final Search search;
  private final Residue residue;

  Negations(Search search, Residue residue) {
    this.search = search;
    this.residue = residue;
  }

  /** The present expression is negated by the keyword before it. */
  @Nullable
  Stop flipped(Frame frame, Then then) {
    var expression = frame.expression();
    var positive = new Expr(
        expression.location(), expression.form(), false, List.of(), expression.generated());
    var body = new Body(expression.location(), List.of(positive));
    return negate(
        frame, body, Complements::flipped, call -> Complements.flipped(call).getFirst(), then);
  }

  /** The present expression is {@code not} with a body. */
  @Nullable
  Stop enclosed(Frame frame, Expr.Not not, Then then) {
    if (!not.braces() || residue.settings.shallow()) {
      return negate(
          frame, not.body(), Complements::enclosed,
          call -> Complements.enclosed(call).getFirst(), then);
    }
    var choices = choices(search.closure(frame, not.body()), UnaryOperator.identity());
    var negated = new ArrayList<Expr>();
    choices.forEach(
        choice -> negated.add(Expr.of(Location.NONE, new Expr.Not(choice, true))));
    return choices.isEmpty() ? then.run() : residue.spelled(frame, negated, then);
  }

  private @Nullable Stop negate(
      Frame frame,
      Body body,
      Function<Expr, List<Expr>> complement,
      UnaryOperator<Expr> negation,
      Then then) {
    var child = search.closure(frame, body);
    var bound = residue.unknowns.names(residue.outermost);
    var simplifier = Simplifier.ofBody(residue.bodies, bound);
    var choices = choices(
        child, residue.settings.shallow() ? UnaryOperator.identity() : simplifier::simplify);
    if (choices.isEmpty()) {
      return then.run();
    }
    if (!Complements.arePossible(choices, bound, residue.bodies)) {
      var name = "__not" + frame.id + "_" + frame.index + "_" + child.id + "__";
      var call = rule(name, choices, bound).at(frame.expression().location());
      var negated = negation.apply(call);
      return residue.spelled(frame, List.of(negated), then);
    }
    for (var negated : Complements.of(choices, complement)) {
      residue.spelled(frame, negated, then);
    }
    return null;
  }

  /** The ways in which a body may hold. */
  private List<Body> choices(Frame child, UnaryOperator<Body> simplify) {
    var choices = new ArrayList<Body>();
    residue.apart(
        () -> search.run(child, () -> {
          var left = residue.bodies.possible(residue.left());
          if (left != null) {
            choices.add(simplify.apply(left));
          }
          return null;
        }));
    return choices;
  }

  /** Makes a rule that holds if one of the choices does; what refers to it. */
  private Expr rule(String name, List<Body> choices, Set<String> bound) {
    var args = new TreeSet<String>();
    choices.forEach(choice -> args.addAll(ResidualBodies.all(choice)));
    args.retainAll(bound);
    var terms = args.stream().<Term>map(arg -> new Term.Var(Location.NONE, arg)).toList();
    var ref = new Term.Ref(Location.NONE, List.of(new Term.Var(Location.NONE, name)));
    var truth = new Term.Scalar(Location.NONE, BooleanValue.TRUE);
    var head = new Rule.Head(
        Location.NONE, ref, terms.isEmpty() ? null : terms, null, truth, false, false, true,
        false);
    var path = path(name);
    for (var choice : choices) {
      search.budget.allocate(1);
      residue.support.add(
          SupportModules.Path.of(path).packageName(),
          new Rule(Location.NONE, false, head, choice, true, null));
    }
    return terms.isEmpty()
        ? Forms.is(path)
        : Expr.of(Location.NONE, new Expr.Invoke(path, terms, false));
  }

  private Term.Ref path(String name) {
    return new Term.Ref(
        Location.NONE,
        List.of(
            new Term.Var(Location.NONE, "data"),
            new Term.Scalar(Location.NONE, StringValue.of(residue.settings.namespace())),
            new Term.Scalar(Location.NONE, StringValue.of(name))));
  }
}
