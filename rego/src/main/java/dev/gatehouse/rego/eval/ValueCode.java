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
  private int height = 1;

  ValueCode(int id, List<Value> path, boolean isFunction) {
    super(id, path);
    this.isFunction = isFunction;
  }

  void complete(ClauseCode[] code, @Nullable ClauseCode defaultCode) {
    complete(code);
    this.fallback = defaultCode;
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
  @Nullable Value compute(Context context) {
    return isFunction ? null : evaluate(context, NO_ARGS);
  }

  /** The function's value for arguments. */
  @Nullable Value apply(Context context, Value[] args) {
    context.enter(height, location());
    var value = evaluate(context, args);
    context.leave(height);
    return value;
  }

  private @Nullable Value evaluate(Context context, Value[] args) {
    Value result = null;
    for (var first : clauses) {
      for (var clause = first; clause != null; clause = clause.otherwise) {
        var value = clause.value(context, args);
        if (value != null) {
          if (result != null && !result.equals(value)) {
            throw conflict(clause, conflictText());
          }
          result = value;
          break;
        }
      }
      if (result != null && allSame) {
        return result;
      }
    }
    return result == null && fallback != null ? fallback.value(context, args) : result;
  }

  private String conflictText() {
    return isFunction ? Conflicts.RESULTS : Conflicts.VALUES;
  }

  /** Gives the rule's value; all solutions must agree. */
  static final class Yield extends Last {
    private final Expression value;
    private final boolean isConstant;
    private final String conflict;

    Yield(Expression value, String conflict) {
      this.value = value;
      this.isConstant = value instanceof Terms.Constant;
      this.conflict = conflict;
    }

    @Override
    boolean run(Frame frame) {
      var next = value.eval(frame);
      if (next == null) {
        return false;
      }
      if (frame.result != null && !frame.result.equals(next)) {
        throw GroupCode.conflict(frame.clause, conflict);
      }
      frame.result = next;
      return isConstant;
    }
  }
}
