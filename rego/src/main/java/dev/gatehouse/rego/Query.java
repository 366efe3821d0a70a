package dev.gatehouse.rego;

import dev.gatehouse.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query that was compiled against a policy; any number of threads may evaluate it. */
public interface Query {

  /**
   * Every solution, in the order of evaluation; equal ones are not merged.
   *
   * @throws EvaluationException if an error or limit halts it
   */
  List<Solution> solutions(Input input);

  /**
   * The value of a query that is one reference to a document, such as {@code data.example.allow}; of
   * any other query, the first value of its first expression.
   *
   * @return the value, or null where it is undefined
   * @throws EvaluationException if an error or limit halts it
   */
  @Nullable
  Value value(Input input);
}
