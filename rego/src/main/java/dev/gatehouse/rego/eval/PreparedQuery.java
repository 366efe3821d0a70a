package dev.gatehouse.rego.eval;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.Query;
import dev.gatehouse.rego.Solution;
import dev.gatehouse.rego.plan.QueryPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query, ready to run. */
public final class PreparedQuery implements Query {

  /** Where an error is that no rule is known of. */
  private static final Location START = new Location("", 1, 1, "");

  private final ClauseCode all;
  private final ClauseCode first;
  private final ContextPool pool;

  PreparedQuery(QueryPlan plan, Assembler assembler, Tier tier, ContextPool pool) {
    this.pool = pool;
    var names = plan.variables().keySet().toArray(String[]::new);
    var operands = new ArrayList<>(plan.variables().values());
    var variables = assembler.expressions(operands);
    var shown = plan.expressions().stream().map(QueryPlan.Shown::value).toList();
    var expressions = assembler.expressions(shown);
    operands.addAll(shown);
    var answer = new Answer(expressions.length > 0 ? expressions : variables);
    var solution = new AddSolution(names, variables, expressions);
    this.all = code(plan, assembler, tier, new Ending.Told(operands, solution));
    this.first = code(plan, assembler, tier, new Ending.Told(operands, answer));
    tier.begin(List.of(all, first));
  }

  private static ClauseCode code(
      QueryPlan plan, Assembler assembler, Tier tier, Ending ending) {
    var head = new ClauseCode.Head(
        Location.NONE, plan.slots(), new ClauseCode.Guard[0], Map.of(), null);
    var work = new Work(plan.body(), ending, 0, plan.slots());
    return new ClauseCode(ClauseCode.NO_ID, head, new ClauseCode.Origin(work, tier),
        assembler.body(work), null);
  }

  @Override
  public List<Solution> solutions(Input input) {
    var context = pool.take(input);
    var frame = new Frame(context, all);
    var solutions = new ArrayList<Solution>();
    frame.sink = solutions;
    run(all, frame);
    pool.giveBack(context);
    return List.copyOf(solutions);
  }

  @Override
  public @Nullable Value value(Input input) {
    var context = pool.take(input);
    var frame = new Frame(context, first);
    run(first, frame);
    pool.giveBack(context);
    return frame.result;
  }

  /**
   * Values may be nested deeper than the stack has room for, when they are compared or hashed, and
   * what a policy builds may fill the memory before its limits are reached.
   */
  private static void run(ClauseCode code, Frame frame) {
    frame.context.enter(code.height(), START);
    try {
      code.run(frame);
    } catch (StackOverflowError e) {
      throw frame.context.tooDeep();
    } catch (OutOfMemoryError e) {
      throw frame.context.outOfMemory();
    }
  }

  /** Adds a solution to the list that is collected. */
  private static final class AddSolution extends Last {
    private final String[] names;
    private final Expression[] variables;
    private final Expression[] expressions;

    AddSolution(String[] names, Expression[] variables, Expression[] expressions) {
      this.names = names;
      this.variables = variables;
      this.expressions = expressions;
    }

    @Override
    boolean run(Frame frame) {
      var values = Terms.all(variables, frame);
      var shown = Terms.all(expressions, frame);
      if (values != null && shown != null && frame.sink instanceof ArrayList<?>) {
        var bindings = new LinkedHashMap<String, Value>();
        for (var i = 0; i < names.length; i++) {
          bindings.put(names[i], values[i]);
        }
        frame.allocate(1L + names.length);
        @SuppressWarnings("unchecked")
        var solutions = (ArrayList<Solution>) frame.sink;
        solutions.add(new Solution(bindings, List.of(shown)));
      }
      return false;
    }
  }

  /** Keeps the first value and asks for no more. */
  private static final class Answer extends Last {
    private final Expression[] values;

    Answer(Expression[] values) {
      this.values = values;
    }

    @Override
    boolean run(Frame frame) {
      frame.result = values.length == 0 ? BooleanValue.TRUE : values[0].eval(frame);
      return frame.result != null;
    }
  }
}
