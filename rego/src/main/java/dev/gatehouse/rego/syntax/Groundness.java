package dev.gatehouse.rego.syntax;

/**
 * Whether terms are ground as OPA's parser sees it: unlike {@link Term#isGround}, it looks into
 * comprehensions, where it overlooks {@code some} and {@code every}.
 */
final class Groundness {

  private Groundness() {}

  static boolean of(Term term) {
    return switch (term) {
      case Term.ArrayComprehension c -> of(c.head()) && of(c.body());
      case Term.SetComprehension c -> of(c.head()) && of(c.body());
      case Term.ObjectComprehension c -> of(c.key()) && of(c.value()) && of(c.body());
      case Term.Ref ref -> ref.parts().stream().skip(1).allMatch(Groundness::of);
      case Term.ArrayTerm array -> array.items().stream().allMatch(Groundness::of);
      case Term.SetTerm set -> set.items().stream().allMatch(Groundness::of);
      case Term.ObjectTerm object ->
        object.entries().stream().allMatch(entry -> of(entry.key()) && of(entry.value()));
      case Term.Call call -> call.args().stream().allMatch(Groundness::of);
      case Term.Scalar scalar -> true;
      case Term.Var variable -> false;
      case Term.Template template -> false;
    };
  }

  private static boolean of(Body body) {
    return body.expressions().stream().allMatch(expression -> of(expression.form()));
  }

  private static boolean of(Expr.Form form) {
    return switch (form) {
      case Expr.Is is -> of(is.term());
      case Expr.Invoke invoke -> invoke.args().stream().allMatch(Groundness::of);
      case Expr.Some some -> true;
      case Expr.SomeIn some -> true;
      case Expr.Every every -> true;
      case Expr.Not not -> of(not.body());
      case Expr.Logical logical -> of(logical.left()) && of(logical.right());
    };
  }
}
