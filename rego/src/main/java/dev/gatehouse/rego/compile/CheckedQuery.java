package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import java.util.Map;

/**
 * A query in core form.
 *
 * @param body its expressions in safe order
 * @param variables the variables that a solution shows: the name in the body to the name in the
 *     query's text ({@code x := 1} declares a variable with a name of its own)
 * @param sources every local name of the body to the name in the query's text that it stands for
 */
public record CheckedQuery(
    Body body, Map<String, String> variables, Map<String, String> sources) {

  public CheckedQuery {
    variables = Map.copyOf(variables);
    sources = Map.copyOf(sources);
  }

  /** Whether the compiler made up a variable. */
  public static boolean isGenerated(String name) {
    return LocalNames.isGenerated(name);
  }
}
