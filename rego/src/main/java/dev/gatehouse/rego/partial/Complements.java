package dev.gatehouse.rego.partial;

import dev.gatehouse.rego.compile.ResidualBodies;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Nodes;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Negates a choice of bodies by a choice of negated expressions, one of each body: neither
 * {@code a; b} nor {@code c} is {@code not a; not c} or {@code not b; not c}.
 */
public final class Complements {

  /** The most choices, as in OPA. */
  private static final int MOST_CHOICES = 16;

  private static final Set<String> ROOTS = Set.of("data", "input");

  private Complements() {}

  /**
   * Whether the negation means the same and is short enough. An expression that needs other values
   * first is undefined where these are, and negated it would hold there.
   *
   * @param bound the variables that are bound around the negation
   */
  public static boolean arePossible(List<Body> choices, Set<String> bound, ResidualBodies bodies) {
    var size = 1;
    for (var choice : choices) {
      size *= choice.expressions().size();
      if (size > MOST_CHOICES) {
        return false;
      }
      for (var expression : choice.expressions()) {
        if (!isPossible(expression, bound, bodies)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isPossible(Expr expression, Set<String> bound, ResidualBodies bodies) {
    if (!expression.withs().isEmpty() || hasInnerValue(expression)) {
      return false;
    }
    if (expression.negated() || expression.form() instanceof Expr.Not) {
      return true;
    }
    return bodies.outside(expression)
        .stream()
        .allMatch(name -> bound.contains(name) || ROOTS.contains(name));
  }

  private static boolean hasInnerValue(Expr expression) {
    return switch (expression.form()) {
      case Expr.Invoke invoke when Forms.isEquality(expression) ->
        invoke.args().stream().anyMatch(Complements::hasInnerValue);
      case Expr.Invoke invoke -> invoke.args().stream().anyMatch(Complements::isOrHasValue);
      case Expr.Is(var term) -> hasInnerValue(term);
      case Expr.Not not -> hasInnerValue(not.body());
      case Expr.Logical logical -> hasInnerValue(logical.left()) || hasInnerValue(logical.right());
      case Expr.Every every -> true;
      case Expr.Some some -> true;
      case Expr.SomeIn some -> true;
    };
  }

  private static boolean hasInnerValue(Body body) {
    return body.expressions().stream().anyMatch(Complements::hasInnerValue);
  }

  private static boolean hasInnerValue(Term term) {
    return term instanceof Term.Ref(var location, var parts)
        ? parts.stream().skip(1).anyMatch(Complements::isOrHasValue)
        : isOrHasValue(term);
  }

  private static boolean isOrHasValue(Term term) {
    var found = new ArrayList<Object>();
    Nodes.walk(term, node -> {
      if (node instanceof Term.Ref || node instanceof Term.Call) {
        found.add(node);
      }
    });
    return !found.isEmpty();
  }

  /** Every choice of one complement of an expression of each body. */
  public static List<List<Expr>> of(List<Body> choices, Function<Expr, List<Expr>> complement) {
    List<List<Expr>> chosen = List.of(List.of());
    for (var choice : choices) {
      var longer = new ArrayList<List<Expr>>();
      for (var before : chosen) {
        for (var expression : choice.expressions()) {
          var all = new ArrayList<>(before);
          all.addAll(complement.apply(expression));
          longer.add(all);
        }
      }
      chosen = longer;
    }
    return chosen;
  }

  /** The negation of one expression by the keyword before it. */
  public static List<Expr> flipped(Expr expression) {
    return List.of(
        new Expr(
            expression.location(), expression.form(), !expression.negated(), expression.withs(),
            expression.generated()));
  }

  /** The negation of one expression by a body, as {@code import future.keywords.not} has it. */
  public static List<Expr> enclosed(Expr expression) {
    if (expression.negated()) {
      return flipped(expression);
    }
    if (expression.form() instanceof Expr.Not(var body, var braces)) {
      return body.expressions();
    }
    var body = new Body(expression.location(), List.of(expression.with(List.of())));
    return List.of(
        Expr.of(expression.location(), new Expr.Not(body, false)).with(expression.withs()));
  }
}
