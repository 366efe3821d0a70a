package dev.gatehouse.rego.partial;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.List;

/** Expressions of the core form: made, and taken apart. */
public final class Forms {

  private static final String EQUALITY = "eq";
  private static final String COMPARISON = "equal";

  private Forms() {}

  /** {@code left = right}. */
  public static Expr equality(Term left, Term right) {
    return Expr.of(
        Location.NONE, new Expr.Invoke(operator(EQUALITY), List.of(left, right), true));
  }

  private static Term.Ref operator(String name) {
    return new Term.Ref(Location.NONE, List.of(new Term.Var(Location.NONE, name)));
  }

  /** An expression that is one term. */
  public static Expr is(Term term) {
    return Expr.of(Location.NONE, new Expr.Is(term));
  }

  /** The body that always holds. */
  public static Body truth() {
    return new Body(
        Location.NONE, List.of(is(new Term.Scalar(Location.NONE, BooleanValue.TRUE))));
  }

  /** Whether it is {@code left = right}. */
  public static boolean isEquality(Expr expression) {
    return expression.form() instanceof Expr.Invoke invoke && isCall(invoke, EQUALITY);
  }

  private static boolean isCall(Expr.Invoke invoke, String name) {
    return invoke.operator().parts().size() == 1
        && invoke.operator().head() instanceof Term.Var(var location, var head)
        && head.equals(name)
        && invoke.args().size() == 2;
  }

  static Term left(Expr equality) {
    return ((Expr.Invoke) equality.form()).args().getFirst();
  }

  static Term right(Expr equality) {
    return ((Expr.Invoke) equality.form()).args().getLast();
  }

  static boolean same(Term a, Term b) {
    return TermOrder.INSTANCE.compare(a, b) == 0;
  }

  /** Whether a term has no variable, reference, call or closure in it. */
  public static boolean isConstant(Term term) {
    return switch (term) {
      case Term.Scalar t -> true;
      case Term.ArrayTerm t -> t.items().stream().allMatch(Forms::isConstant);
      case Term.SetTerm t -> t.items().stream().allMatch(Forms::isConstant);
      case Term.ObjectTerm t ->
        t.entries().stream().allMatch(e -> isConstant(e.key()) && isConstant(e.value()));
      default -> false;
    };
  }

  /** Whether an expression holds whatever happens. */
  static boolean isIdle(Expr expression) {
    return switch (expression.form()) {
      case Expr.Invoke invoke ->
        isCall(invoke, COMPARISON) && same(invoke.args().getFirst(), invoke.args().getLast());
      case Expr.Is(Term.Scalar(var location, var value)) -> !BooleanValue.FALSE.equals(value);
      case Expr.Is(var term) -> isConstant(term);
      default -> false;
    };
  }
}
