package dev.gatehouse.rego.plan;

import dev.gatehouse.rego.Location;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A query.
 *
 * @param slots how many slots it needs
 * @param variables what a solution shows, by name, in order of first use
 * @param expressions the values of its expressions, in their order
 * @param replaced the dotted names of functions that a {@code with} of the query replaces
 */
public record QueryPlan(
    int slots,
    Block body,
    Map<String, Operand> variables,
    List<Shown> expressions,
    Set<String> replaced) {

  public QueryPlan {
    expressions = List.copyOf(expressions);
    replaced = Set.copyOf(replaced);
  }

  /** An expression of the query with its value. */
  public record Shown(Location location, Operand value) {}
}
