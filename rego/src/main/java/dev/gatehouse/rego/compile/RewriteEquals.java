package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;

/**
 * Makes {@code ==} unification, now that it can bind nothing any more; and past declarations of
 * variables too, which were kept apart for the check of safety. For one use.
 */
final class RewriteEquals extends Transform {

  private final boolean comparisons;
  private boolean isReplaced;

  private RewriteEquals(boolean comparisons) {
    this.comparisons = comparisons;
  }

  static void run(Compilation compilation) {
    var stage = new RewriteEquals(true);
    compilation.eachLink(definition -> definition.apply(stage));
    if (stage.isReplaced) {
      compilation.replaced.add(Operators.EQUAL);
    }
  }

  /** In a query, {@code ==} stays: it shows false where unification would show nothing. */
  static Body query(Body query) {
    return new RewriteEquals(false).body(query);
  }

  /** In a query whose result is another query there is nothing to show. */
  static Body partialQuery(Body query) {
    return new RewriteEquals(true).body(query);
  }

  @Override
  protected Expr expr(Expr expr) {
    var form = expr.form();
    if (Operators.isCall(form, Operators.DECLARE)
        || comparisons && Operators.isCall(form, Operators.EQUAL)) {
      var call = (Expr.Invoke) form;
      if (call.args().size() == 2) {
        isReplaced |= Operators.isCall(form, Operators.EQUAL);
        var operator = Operators.ref(call.operator().location(), Operators.EQ);
        return descend(
            new Expr(
                expr.location(),
                new Expr.Invoke(operator, call.args(), true),
                expr.negated(),
                expr.withs(),
                expr.generated()));
      }
    }
    return descend(expr);
  }
}
