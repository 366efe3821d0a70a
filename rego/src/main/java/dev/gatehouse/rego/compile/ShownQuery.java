package dev.gatehouse.rego.compile;

import java.util.List;

/**
 * A query in core form whose expressions are shown.
 *
 * @param query the query; the variables of what is shown are among its variables
 * @param shown its expressions, in the order in which they are evaluated
 */
public record ShownQuery(CheckedQuery query, List<Shown> shown) {

  public ShownQuery {
    shown = List.copyOf(shown);
  }
}
