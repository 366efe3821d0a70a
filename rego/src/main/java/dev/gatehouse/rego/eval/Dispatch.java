package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.plan.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses, of the rules of a group, those that can hold, by one scalar that most of them compare
 * with a constant: an argument, or a place in the input. The order of the rules stays.
 */
final class Dispatch {

  /** With fewer such rules than this, asking each is as fast. */
  private static final int FEWEST = 4;

  private final int slot;
  private final Lookups.@Nullable InputPath path;
  private final Map<Value, ClauseCode[]> byValue;
  private final ClauseCode[] others;

  private Dispatch(
      Operand subject,
      Lookups.@Nullable InputPath path,
      Map<Value, ClauseCode[]> byValue,
      ClauseCode[] others) {
    this.slot = subject instanceof Operand.Local(var local) ? local : 0;
    this.path = path;
    this.byValue = byValue;
    this.others = others;
  }

  /** The dispatch that tells most rules apart, null if none tells enough apart. */
  static @Nullable Dispatch of(ClauseCode[] clauses, Assembler assembler) {
    var counts = new LinkedHashMap<Operand, Integer>();
    for (var clause : clauses) {
      clause.conditions.keySet().forEach(subject -> counts.merge(subject, 1, Integer::sum));
    }
    var best = counts.entrySet().stream()
        .filter(e -> e.getValue() >= FEWEST)
        .max(Map.Entry.comparingByValue());
    return best.isEmpty() ? null : on(best.get().getKey(), clauses, assembler);
  }

  private static Dispatch on(Operand subject, ClauseCode[] clauses, Assembler assembler) {
    var values = new HashSet<Value>();
    for (var clause : clauses) {
      values.addAll(constants(clause, subject));
    }
    var byValue = new HashMap<Value, ClauseCode[]>();
    for (var value : values) {
      var possible = new ArrayList<ClauseCode>();
      for (var clause : clauses) {
        var constants = constants(clause, subject);
        if (constants.isEmpty() || constants.contains(value)) {
          possible.add(clause);
        }
      }
      byValue.put(value, possible.toArray(ClauseCode[]::new));
    }
    var others = Arrays.stream(clauses)
        .filter(c -> constants(c, subject).isEmpty())
        .toArray(ClauseCode[]::new);
    return new Dispatch(subject, assembler.inputPath(subject), byValue, others);
  }

  /** The scalars of which the subject must be one for some link of the chain to hold; empty: any. */
  private static Set<Value> constants(ClauseCode first, Operand subject) {
    var constants = new HashSet<Value>();
    for (var clause = first; clause != null; clause = clause.otherwise) {
      var constant = clause.conditions.get(subject);
      if (constant == null || !isScalar(constant)) {
        return Set.of();
      }
      constants.add(constant);
    }
    return constants;
  }

  /** The rules that can hold, for arguments of a function. */
  ClauseCode[] clauses(Context context, Value[] args) {
    var value = path == null ? args[slot] : path.value(context.scope);
    if (value == null || !isScalar(value)) {
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
