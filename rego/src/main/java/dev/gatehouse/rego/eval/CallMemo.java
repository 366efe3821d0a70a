package dev.gatehouse.rego.eval;

import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.Arrays;

/** The last few calls of a function with their results; used by one evaluation. */
final class CallMemo {

  static final int UNKNOWN = -1;
  private static final int ENTRIES = 8;

  private final Value[][] args = new Value[ENTRIES][];
  private final Value[] results = new Value[ENTRIES];
  private final boolean[] witnessed = new boolean[ENTRIES];
  private int next;

  /** The place of the call with these arguments, {@link #UNKNOWN} if it is not here. */
  int find(Value[] wanted) {
    for (var i = 0; i < ENTRIES && args[i] != null; i++) {
      if (isSame(args[i], wanted)) {
        return i;
      }
    }
    return UNKNOWN;
  }

  /** The result of the call at a place, {@link Values#UNDEFINED} included. */
  Value result(int place) {
    return results[place];
  }

  /** Whether something was witnessed while the call at a place was made. */
  boolean isWitnessed(int place) {
    return witnessed[place];
  }

  void put(Value[] given, Value result, boolean isWitnessed) {
    args[next] = given;
    results[next] = result;
    witnessed[next] = isWitnessed;
    next = (next + 1) % ENTRIES;
  }

  void clear() {
    Arrays.fill(args, null);
    Arrays.fill(results, null);
    next = 0;
  }

  static boolean isSame(Value[] known, Value[] wanted) {
    for (var i = 0; i < wanted.length; i++) {
      if (known[i] != wanted[i] && !isEqualScalar(known[i], wanted[i])) {
        return false;
      }
    }
    return true;
  }

  /** Collections are compared by identity alone: more could cost as much as the call. */
  private static boolean isEqualScalar(Value known, Value wanted) {
    return switch (wanted) {
      case NumberValue number -> number.equals(known) && number.text().equals(known.toString());
      case StringValue string -> string.equals(known);
      default -> false;
    };
  }
}
