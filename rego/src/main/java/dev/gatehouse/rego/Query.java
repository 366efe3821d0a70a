package dev.gatehouse.rego;

import dev.gatehouse.json.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query that was compiled against a policy; any number of threads may evaluate it. */
public interface Query {

  /**
   * Every solution: the query's variables with their values, and {@code expressions()} of OPA.
   *
   * @throws EvaluationException if an error or limit halts it
   */
  List<Map<String, Value>> solutions(Input input);

  /**
   * The value of a query that is one reference to a document, such as {@code data.example.allow}.
   *
   * @return the value, or null where it is undefined
   * @throws EvaluationException if an error or limit halts it
   */
  @Nullable Value value(Input input);
}
