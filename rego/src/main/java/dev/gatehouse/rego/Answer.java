package dev.gatehouse.rego;

import dev.gatehouse.json.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One way in which a query holds, for people to read.
 *
 * @param bindings the query's variables with their values, by name
 * @param expressions every expression of the query with its value, in the order of evaluation
 */
public record Answer(Map<String, Value> bindings, List<Part> expressions) {

  public Answer {
    bindings = Collections.unmodifiableMap(new TreeMap<>(bindings));
    expressions = List.copyOf(expressions);
  }

  /** An expression of a query: where it is, with its text, and its value. */
  public record Part(Location location, Value value) {}
}
