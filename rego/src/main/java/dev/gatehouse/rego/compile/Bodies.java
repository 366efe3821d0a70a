package dev.gatehouse.rego.compile;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;

/** Bodies made of other bodies. */
final class Bodies {

  private Bodies() {}

  /** The body with more expressions at its end; a body that is only {@code true} is replaced. */
  static Body append(Body body, List<Expr> extra) {
    if (extra.isEmpty()) {
      return body;
    }
    if (isTrue(body)) {
      return new Body(body.location(), extra);
    }
    var all = new ArrayList<Expr>(body.expressions().size() + extra.size());
    all.addAll(body.expressions());
    all.addAll(extra);
    return new Body(body.location(), all);
  }

  /** The expression {@code true}. */
  static Expr truth(Location location) {
    return Expr.of(location, new Expr.Is(new Term.Scalar(location, BooleanValue.TRUE)));
  }

  static boolean isTrue(Body body) {
    return body.expressions().size() == 1
        && !body.expressions().getFirst().negated()
        && body.expressions().getFirst().form() instanceof Expr.Is(var term)
        && term instanceof Term.Scalar(var location, var value)
        && value.equals(BooleanValue.TRUE);
  }
}
