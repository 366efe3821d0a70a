package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Location;
import java.util.List;

/** Expressions that must all hold. */
public record Body(Location location, List<Expr> expressions) {

  public Body {
    expressions = List.copyOf(expressions);
  }
}
