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
import java.util.List;
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

  /** Rules that compare with no constant are listed for every value, in all this often at most. */
  private static final long MOST = 1_000_000;

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

  /** As above by one subject; null if the rules to be listed for each of its values are too many. */
  private static @Nullable Dispatch on(
      Operand subject, ClauseCode[] clauses, Assembler assembler) {
    var wanted = Arrays.stream(clauses).map(clause -> constants(clause, subject)).toList();
    var possible = new HashMap<Value, List<ClauseCode>>();
    wanted.forEach(values -> values.forEach(value -> possible.put(value, new ArrayList<>())));
    var others = Arrays.stream(clauses)
        .filter(clause -> constants(clause, subject).isEmpty())
        .toArray(ClauseCode[]::new);
    if ((long) possible.size() * others.length > MOST) {
      return null;
    }
    for (var i = 0; i < clauses.length; i++) {
      var clause = clauses[i];
      var values = wanted.get(i).isEmpty() ? possible.keySet() : wanted.get(i);
      values.forEach(value -> possible.getOrDefault(value, List.of()).add(clause));
    }
    var byValue = new HashMap<Value, ClauseCode[]>();
    possible.forEach((value, list) -> byValue.put(value, list.toArray(ClauseCode[]::new)));
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
