package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One expression of a body.
 *
 * @param negated preceded by {@code not}
 * @param withs its {@code with} modifiers in order
 * @param generated made by the compiler: no part of the source
 */
public record Expr(Location location, Form form, boolean negated, List<With> withs,
    boolean generated) {

  public Expr {
    withs = List.copyOf(withs);
  }

  public static Expr of(Location location, Form form) {
    return new Expr(location, form, false, List.of(), false);
  }

  /** This expression at another place. */
  public Expr at(Location place) {
    return new Expr(place, form, negated, withs, generated);
  }

  /** This expression in another form. */
  public Expr as(Form other) {
    return new Expr(location, other, negated, withs, generated);
  }

  /** This expression with modifiers. */
  public Expr with(List<With> modifiers) {
    return new Expr(location, form, negated, modifiers, generated);
  }

  /** {@code with target as value}; the target is a reference to input, data or a function. */
  public record With(Location location, Term.Ref target, Term value) {}

  /** What an expression can be. */
  public sealed interface Form {}

  /** A term that must be defined and not false. */
  public record Is(Term term) implements Form {}

  /**
   * A call as an expression of its own; infix operators too, by the name of their function:
   * {@code assign} for {@code :=}, {@code eq} for {@code =}, {@code equal} for {@code ==},
   * {@code internal.member_2} for {@code in}, {@code plus}, {@code lt} and so on.
   *
   * @param operator the function's name, one part for each of its dotted names
   */
  public record Invoke(Term.Ref operator, List<Term> args, boolean infix) implements Form {
    public Invoke {
      args = List.copyOf(args);
    }
  }

  /** {@code some x, y}. */
  public record Some(List<Term.Var> variables) implements Form {
    public Some {
      variables = List.copyOf(variables);
    }
  }

  /** {@code some value in domain}, {@code some key, value in domain}; patterns on the left. */
  public record SomeIn(@Nullable Term key, Term value, Term domain) implements Form {}

  /** {@code every value in domain { body }}, {@code every key, value in domain { body }}. */
  public record Every(@Nullable Term key, Term value, Term domain, Body body) implements Form {}

  /**
   * {@code not { body }} or {@code not expression}, under {@code import future.keywords.not}.
   *
   * @param braces whether the body is written in braces, which lets it declare variables
   */
  public record Not(Body body, boolean braces) implements Form {}

  /**
   * {@code left and right}, {@code left or right} of {@code import future.keywords}.
   *
   * @param leftBraces whether the left side is written in braces, which lets it declare variables
   * @param rightBraces likewise the right side
   */
  public record Logical(
      boolean isAnd, Body left, Body right, boolean leftBraces, boolean rightBraces)
      implements
        Form {}
}
