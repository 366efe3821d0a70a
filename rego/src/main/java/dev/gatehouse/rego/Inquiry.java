package dev.gatehouse.rego;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.compile.Shown;
import dev.gatehouse.rego.search.ObservedQuery;
import dev.gatehouse.rego.search.Settings;
import dev.gatehouse.rego.trace.Observer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A query that somebody typed in: its answers show the value of every expression, which costs more
 * than a {@link Query} does. A query of one expression that has one value is answered by it even
 * where it is false.
 */
public final class Inquiry {

  private final Query query;
  private final Supplier<ObservedQuery> observed;
  private final List<Shown> shown;

  Inquiry(Query query, Supplier<ObservedQuery> observed, List<Shown> shown) {
    this.query = query;
    this.observed = observed;
    this.shown = shown;
  }

  /**
   * Every answer, in the order of evaluation.
   *
   * @throws EvaluationException if an error or limit halts it
   */
  public List<Answer> answers(Input input) {
    return SettledQuery.settle(
        input, given -> answers(query.solutions(given)), () -> this, this::answers);
  }

  /**
   * Every answer, found in OPA's own way, which is slower; the observer learns of each step.
   *
   * @throws EvaluationException if an error or limit halts it
   */
  public List<Answer> answers(Input input, Settings settings, Observer observer) {
    return answers(observed.get().solutions(input, settings, observer));
  }

  private List<Answer> answers(List<Solution> solutions) {
    return solutions.stream().map(this::answer).toList();
  }

  /** Every solution, found in OPA's own way, which settles an error of the fast evaluation. */
  List<Solution> settled(Input input, EvaluationException error) {
    if (error.isFinal()) {
      throw error;
    }
    return observed.get()
        .solutions(input.withErrors(ignored -> {}), Settings.DEFAULT, event -> {});
  }

  /** A solution with the values of the expressions that have one. */
  Solution shown(Solution solution) {
    var bindings = new HashMap<>(solution.bindings());
    var values = new ArrayList<Value>();
    for (var expression : shown) {
      var variable = expression.variable();
      var value = variable == null ? null : bindings.get(variable);
      if (value != null) {
        values.add(value);
      }
    }
    shown.forEach(expression -> remove(bindings, expression));
    return new Solution(bindings, values);
  }

  private Answer answer(Solution solution) {
    var bindings = new HashMap<>(solution.bindings());
    var parts = new ArrayList<Answer.Part>();
    for (var expression : shown) {
      var variable = expression.variable();
      var value = variable == null ? null : solution.bindings().get(variable);
      parts.add(new Answer.Part(expression.location(), value == null ? BooleanValue.TRUE : value));
    }
    shown.forEach(expression -> remove(bindings, expression));
    return new Answer(bindings, parts);
  }

  private static void remove(Map<String, Value> bindings, Shown expression) {
    var variable = expression.variable();
    if (variable != null) {
      bindings.remove(variable);
    }
  }
}
