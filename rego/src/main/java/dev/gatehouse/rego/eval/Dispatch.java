package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Chooses the clauses of a function that a scalar argument leaves possible, in their order. */
final class Dispatch {

  /** With fewer clauses than this, asking each is as fast. */
  private static final int FEWEST = 4;

  private final int slot;
  private final Map<Value, ClauseCode[]> byValue;
  private final ClauseCode[] others;

  private Dispatch(int slot, Map<Value, ClauseCode[]> byValue, ClauseCode[] others) {
    this.slot = slot;
    this.byValue = byValue;
    this.others = others;
  }

  /** A dispatch on the argument that most clauses compare with a constant; none if that are few. */
  static List<Dispatch> of(ClauseCode[] clauses, int arity) {
    for (var slot = 0; slot < arity; slot++) {
      var at = slot;
      var guarded = Arrays.stream(clauses).filter(c -> !constants(c, at).isEmpty()).count();
      if (guarded >= FEWEST) {
        return List.of(on(slot, clauses));
      }
    }
    return List.of();
  }

  /** The scalars of which the argument must be one for some link of the chain to hold; empty: any. */
  private static HashSet<Value> constants(ClauseCode first, int slot) {
    var constants = new HashSet<Value>();
    for (var clause = first; clause != null; clause = clause.otherwise) {
      var guard = Arrays.stream(clause.guards).filter(g -> g.slot() == slot).findFirst();
      if (guard.isEmpty() || !isScalar(guard.get().value())) {
        return new HashSet<>();
      }
      constants.add(guard.get().value());
    }
    return constants;
  }

  private static Dispatch on(int slot, ClauseCode[] clauses) {
    var values = new HashSet<Value>();
    for (var clause : clauses) {
      values.addAll(constants(clause, slot));
    }
    var byValue = new HashMap<Value, ClauseCode[]>();
    for (var value : values) {
      var possible = new ArrayList<ClauseCode>();
      for (var clause : clauses) {
        var constants = constants(clause, slot);
        if (constants.isEmpty() || constants.contains(value)) {
          possible.add(clause);
        }
      }
      byValue.put(value, possible.toArray(ClauseCode[]::new));
    }
    var others =
        Arrays.stream(clauses)
            .filter(c -> constants(c, slot).isEmpty())
            .toArray(ClauseCode[]::new);
    return new Dispatch(slot, byValue, others);
  }

  ClauseCode[] clauses(Value[] args) {
    var value = args[slot];
    if (!isScalar(value)) {
      return others;
    }
    var possible = byValue.get(value);
    return possible == null ? others : possible;
  }

  private static boolean isScalar(Value value) {
    return !(value instanceof ObjectValue)
        && !(value instanceof ArrayValue)
        && !(value instanceof SetValue);
  }
}
