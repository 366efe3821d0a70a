package dev.gatehouse.rego;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Module;
import java.util.List;

/**
 * What a partial evaluation left. The query holds in just the ways in which these queries do, once what
 * was unknown is known; they refer to the modules, and may refer to rules of the policy.
 *
 * @param queries the ways in which the query may hold; none if it cannot, an empty one if it holds
 *     anyway
 * @param modules rules that the queries need, in the order of their packages
 */
public record PartialResult(List<Body> queries, List<Module> modules) {

  public PartialResult {
    queries = List.copyOf(queries);
    modules = List.copyOf(modules);
  }
}
