package dev.gatehouse.rego.eval;

import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that define a set together. */
final class SetCode extends GroupCode {

  private ClauseCode[] keyed = {};
  private int keyedHeight = 1;

  SetCode(int id, List<Value> path) {
    super(id, path);
  }

  void complete(ClauseCode[] code, ClauseCode[] keyedCode) {
    complete(code);
    this.keyed = keyedCode;
    this.keyedHeight = height(keyedCode);
  }

  @Override
  Value compute(Context context) {
    var builder = SetValue.builder();
    for (var clause : clauses) {
      var frame = context.frame(clause);
      frame.sink = builder;
      clause.run(frame);
      frame.release();
    }
    return builder.build();
  }

  @Override
  @Nullable Value member(Context context, Value key) {
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
    var found = false;
    for (var i = 0; i < keyed.length && !found; i++) {
      var frame = context.frame(keyed[i]);
      frame.slots[0] = key;
      found = keyed[i].run(frame);
      frame.release();
    }
    context.leave(keyedHeight);
    return found;
  }
}
