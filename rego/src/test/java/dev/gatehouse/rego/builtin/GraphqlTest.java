package dev.gatehouse.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.rego.PolicyException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** GraphQL against results and errors that OPA gave, and against hostile queries. */
class GraphqlTest {

  private static final String SCHEMA = "type Query { a: Query b: Int }";

  @Test
  void givesTheTreesAndTheErrorsThatOpaGave() throws IOException, PolicyException {
    assertThat(RecordedCalls.inexact("graphql.txt")).isEmpty();
  }

  @Test
  void refusesSelectionsThatNestTooDeeply() throws PolicyException {
    assertThat(outcome("{ a ".repeat(5000) + "{ b" + "}".repeat(5001)))
        .startsWith("eval_builtin_error: nesting is deeper than");
  }

  @Test
  void refusesFragmentsThatNestTooDeeply() throws PolicyException {
    var query = new StringBuilder("{ ...f0 }");
    for (var i = 0; i < 2000; i++) {
      query.append(" fragment f").append(i).append(" on Query { a { ...f").append(i + 1)
          .append(" } }");
    }
    assertThat(outcome(query.toString()))
        .startsWith("eval_builtin_error: nesting is deeper than");
  }

  @Test
  void countsTheComparisonsOfFieldsAgainstTheLimits() throws PolicyException {
    assertThat(outcome("{" + " a { b }".repeat(5000) + "}")).isEqualTo("limit: steps");
  }

  private static String outcome(String query) throws PolicyException {
    return RecordedCalls.outcome("graphql.parse", "[\"" + query + "\", \"" + SCHEMA + "\"]");
  }
}
