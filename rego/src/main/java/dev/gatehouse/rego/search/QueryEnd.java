package dev.gatehouse.rego.search;

import dev.gatehouse.rego.EvaluationException;
import org.jspecify.annotations.Nullable;

/** Takes the evaluation of a query to its end, whatever that is. */
final class QueryEnd {

  private QueryEnd() {}

  /**
   * Evaluates the body of the query.
   *
   * @throws EvaluationException if it does not end well: the error of a built-in function comes before
   *     any other but that of a limit
   */
  static void reach(Search search, Frame frame, Then then) {
    var error = error(search, frame, then);
    if (error != null) {
      throw error;
    }
  }

  private static @Nullable EvaluationException error(Search search, Frame frame, Then then) {
    try {
      search.observed(frame, then);
      return search.calls.firstError();
    } catch (StackOverflowError e) {
      return search.budget.tooDeep();
    } catch (OutOfMemoryError e) {
      return search.budget.outOfMemory();
    } catch (EvaluationException e) {
      var first = search.calls.firstError();
      return first == null || e.isFinal() ? e : first;
    }
  }
}
