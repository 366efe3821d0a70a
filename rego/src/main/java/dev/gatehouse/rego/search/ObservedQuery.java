package dev.gatehouse.rego.search;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.Solution;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.compile.CheckedPolicy;
import dev.gatehouse.rego.compile.CheckedQuery;
import dev.gatehouse.rego.compile.SourceNames;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.trace.Observer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A query whose evaluations are observed; any number of threads may evaluate it. */
public final class ObservedQuery {

  private final CheckedQuery query;
  private final Knowledge knowledge;
  private final SourceNames names;

  private ObservedQuery(CheckedQuery query, Knowledge knowledge, SourceNames names) {
    this.query = query;
    this.knowledge = knowledge;
    this.names = names;
  }

  /** @param builtins built-in functions by name */
  public static ObservedQuery of(
      CheckedPolicy policy, CheckedQuery query, Function<String, @Nullable Builtin> builtins) {
    return new ObservedQuery(
        query, Knowledge.of(policy, query, builtins), SourceNames.of(policy, query));
  }

  /**
   * Every solution, in the order of evaluation. The observer is called on another thread, which has a
   * deeper stack, while this one waits.
   *
   * @throws EvaluationException if an error or limit halts it
   */
  public List<Solution> solutions(Input input, Settings settings, Observer observer) {
    return DeepStack.call(() -> {
      var search = new Search(knowledge, input, settings, observer, names);
      var solutions = new ArrayList<Solution>();
      var frame = search.query(query.body());
      QueryEnd.reach(search, frame, () -> {
        search.budget.allocate(1);
        solutions.add(new Solution(variables(frame), List.of()));
        return null;
      });
      return List.copyOf(solutions);
    });
  }

  private LinkedHashMap<String, Value> variables(Frame frame) {
    var values = new LinkedHashMap<String, Value>();
    new TreeMap<>(query.variables()).forEach((local, name) -> {
      var value = frame.bindings.value(new Term.Var(Location.NONE, local));
      if (value != null) {
        values.put(name, value);
      }
    });
    return values;
  }
}
