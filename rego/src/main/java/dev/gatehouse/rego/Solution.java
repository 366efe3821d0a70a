package dev.gatehouse.rego;

import dev.gatehouse.json.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One way in which a query holds.
 *
 * @param bindings the query's variables with their values
 * @param expressions the values of the query's expressions, in their order
 */
public record Solution(Map<String, Value> bindings, List<Value> expressions) {

  public Solution {
    bindings = Collections.unmodifiableMap(new LinkedHashMap<>(bindings));
    expressions = List.copyOf(expressions);
  }
}
