package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that define one value, and functions: the first that holds gives it, others must agree. */
final class ValueCode extends GroupCode {

  private static final Value[] NO_ARGS = {};

  private final boolean isFunction;
  private @Nullable ClauseCode fallback;
  private boolean allSame;
  private boolean remembers;
  private @Nullable LastingCalls lasting;
  private int height = 1;
  private @Nullable Dispatch dispatch;

  /** How long a function remembers what it gave. */
  enum Recall {
    NONE, ONE_EVALUATION, LASTING
  }

  ValueCode(int id, List<Value> path, boolean isFunction) {
    super(id, path);
    this.isFunction = isFunction;
  }

  /** Sets the rules. */
  void complete(
      ClauseCode[] code, @Nullable ClauseCode defaultCode, Assembler assembler, Recall recall) {
    complete(code);
    this.fallback = defaultCode;
    this.remembers = recall != Recall.NONE;
    this.lasting = recall == Recall.LASTING ? new LastingCalls() : null;
    this.dispatch = Dispatch.of(code, assembler);
    this.allSame = allSame(code);
    this.height = height(code);
  }

  /** Whether all rules give the same value, so that the first that holds decides. */
  private static boolean allSame(ClauseCode[] code) {
    for (var first : code) {
      for (var clause = first; clause != null; clause = clause.otherwise) {
        if (clause.constant == null || !clause.constant.equals(code[0].constant)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  @Nullable
  Value compute(Context context) {
    return isFunction ? null : evaluate(context, NO_ARGS);
  }

  /** The function's value for arguments. */
  @Nullable
  Value apply(Context context, Value[] args) {
    if (!remembers) {
      return call(context, args);
    }
    var calls = lasting;
    var result = calls != null && context.scope.isOutermost() && LastingCalls.areKept(args)
        ? lasting(calls, context, args)
        : remembered(context, args);
    return result == Values.UNDEFINED ? null : result;
  }

  private Value lasting(LastingCalls calls, Context context, Value[] args) {
    var known = calls.find(args);
    if (known != null) {
      return known;
    }
    var witnesses = context.witnesses();
    var result = remembered(context, args);
    if (context.witnesses() == witnesses) {
      calls.put(args, result);
    }
    return result;
  }

  private Value remembered(Context context, Value[] args) {
    var memo = context.scope.calls(id);
    var place = memo.find(args);
    if (place != CallMemo.UNKNOWN) {
      if (memo.isWitnessed(place)) {
        context.witnessed();
      }
      return memo.result(place);
    }
    var witnesses = context.witnesses();
    var value = call(context, args);
    var result = value == null ? Values.UNDEFINED : value;
    memo.put(args, result, context.witnesses() != witnesses);
    return result;
  }

  private @Nullable Value call(Context context, Value[] args) {
    context.enter(height, location());
    var value = evaluate(context, args);
    context.leave(height);
    return value;
  }

  private @Nullable Value evaluate(Context context, Value[] args) {
    Value result = null;
    var possible = dispatch == null ? clauses : dispatch.clauses(context, args);
    for (var first : possible) {
      result = agreed(first, result, context, args);
      if (result != null && allSame) {
        return result;
      }
    }
    return result == null && fallback != null ? fallback.value(context, args) : result;
  }

  /** The value of the first link of a chain that has one, which must be that of earlier chains. */
  private @Nullable Value agreed(
      ClauseCode first, @Nullable Value earlier, Context context, Value[] args) {
    for (var clause = first; clause != null; clause = clause.otherwise) {
      var value = clause.value(context, args);
      if (value != null && earlier != null && !earlier.equals(value)) {
        throw conflict(clause, conflictText());
      }
      if (value != null) {
        return earlier == null ? value : earlier;
      }
    }
    return earlier;
  }

  private String conflictText() {
    return isFunction ? Conflicts.RESULTS : Conflicts.VALUES;
  }

  /**
   * Gives the rule's value; all solutions must agree. Where the value is constant and other rules of
   * the name have others, OPA goes on to further solutions, which tells only if one of them errs.
   */
  static final class Yield extends Last {
    private final Expression value;
    private final boolean isConstant;
    private final String conflict;
    private final boolean hasRivals;

    Yield(Expression value, String conflict, boolean hasRivals) {
      this.value = value;
      this.isConstant = value instanceof Terms.Constant;
      this.conflict = conflict;
      this.hasRivals = hasRivals;
    }

    @Override
    boolean run(Frame frame) {
      var next = value.eval(frame);
      if (next == null) {
        return false;
      }
      give(frame, next, conflict);
      return isConstant && !(hasRivals && frame.context.strictErrors);
    }
  }

  /** Makes a value the rule's, which must be the same as any before it. */
  static void give(Frame frame, Value value, String conflict) {
    if (frame.result != null && !frame.result.equals(value)) {
      throw conflict(frame.clause, conflict);
    }
    if (frame.result == null) {
      frame.result = value;
    }
  }
}
