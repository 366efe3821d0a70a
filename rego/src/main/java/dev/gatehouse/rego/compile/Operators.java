package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.List;

/** The operators that the compiler itself knows. */
final class Operators {

  static final String EQ = "eq";
  static final String EQUAL = "equal";
  static final String ASSIGN = "assign";
  static final String PRINT = "print";

  /**
   * What {@code :=} is from RewriteLocalVars to RewriteEquals: {@code eq} that must not bind its
   * right side. No source can write this name.
   */
  static final String DECLARE = ":=";

  private Operators() {}

  static Term.Ref ref(Location location, String name) {
    return new Term.Ref(location, List.of(new Term.Var(location, name)));
  }

  /** {@code left = right}, made by the compiler. */
  static Expr generated(Location location, Term left, Term right) {
    return new Expr(location, equality(location, left, right), false, List.of(), true);
  }

  static Expr.Invoke equality(Location location, Term left, Term right) {
    return new Expr.Invoke(ref(location, EQ), List.of(left, right), true);
  }

  /** Whether the form is {@code =}, or {@code :=} past its declaration. */
  static boolean isEquality(Expr.Form form) {
    return isCall(form, EQ) || isCall(form, DECLARE);
  }

  static boolean isAssignment(Expr.Form form) {
    return isCall(form, ASSIGN);
  }

  /** Whether the form calls the function of this name, which has no dots. */
  static boolean isCall(Expr.Form form, String name) {
    return form instanceof Expr.Invoke(var operator, var args, var infix)
        && operator.parts().size() == 1
        && operator.head() instanceof Term.Var(var location, var head)
        && head.equals(name);
  }

  /** Whether the term is {@code data} or {@code input} on its own. */
  static boolean isRoot(Term term) {
    return term instanceof Term.Ref ref
        && ref.parts().size() == 1
        && ref.head() instanceof Term.Var(var location, var name)
        && isRoot(name);
  }

  static boolean isRoot(String name) {
    return name.equals("data") || name.equals("input");
  }

  /** Whether the reference starts with {@code data}. */
  static boolean isData(Term.Ref ref) {
    return ref.head() instanceof Term.Var(var location, var name) && name.equals("data");
  }
}
