package dev.gatehouse.rego.eval;

import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that define a set together. */
final class SetCode extends GroupCode {

  private static final Value[] NO_ARGS = {};

  private ClauseCode[] keyed = {};
  private int keyedHeight = 1;
  private @Nullable Dispatch dispatch;
  private @Nullable Dispatch keyedDispatch;

  SetCode(int id, List<Value> path) {
    super(id, path);
  }

  void complete(ClauseCode[] code, ClauseCode[] keyedCode, Assembler assembler) {
    complete(code);
    this.keyed = keyedCode;
    this.keyedHeight = height(keyedCode);
    this.dispatch = Dispatch.of(code, assembler);
    this.keyedDispatch = Dispatch.of(keyedCode, assembler);
  }

  @Override
  Value compute(Context context) {
    Object members = null;
    var possible = dispatch == null ? clauses : dispatch.clauses(context, NO_ARGS);
    for (var clause : possible) {
      var frame = context.frame(clause);
      frame.sink = members;
      clause.run(frame);
      members = frame.sink;
      frame.release();
    }
    return members instanceof SetValue.Builder builder ? builder.build() : SetValue.EMPTY;
  }

  @Override
  @Nullable
  Value member(Context context, Value key) {
    var scope = context.scope;
    if (keyed.length == 0 || scope.documents[id] != null) {
      return super.member(context, key);
    }
    var members = scope.members(id);
    var known = members.get(key);
    if (known == null) {
      known = has(context, key) ? key : Values.UNDEFINED;
      members.put(key, known);
    }
    return known == Values.UNDEFINED ? null : key;
  }

  /** Whether some rule gives the member, without building the set. */
  private boolean has(Context context, Value key) {
    context.enter(keyedHeight, location());
    var possible = keyedDispatch == null ? keyed : keyedDispatch.clauses(context, new Value[]{key});
    var found = false;
    for (var i = 0; i < possible.length && !found; i++) {
      var frame = context.frame(possible[i]);
      frame.slots[0] = key;
      found = possible[i].run(frame);
      frame.release();
    }
    context.leave(keyedHeight);
    return found;
  }
}
