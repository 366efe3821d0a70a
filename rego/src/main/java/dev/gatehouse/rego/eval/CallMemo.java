package dev.gatehouse.rego.eval;

import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The last few calls of a function with their results; used by one evaluation. */
final class CallMemo {

  private static final int ENTRIES = 8;

  private final Value[][] args = new Value[ENTRIES][];
  private final Value[] results = new Value[ENTRIES];
  private int next;

  /** The result for the arguments, {@link Values#UNDEFINED} included, or null if it is not known. */
  @Nullable
  Value find(Value[] wanted) {
    for (var i = 0; i < ENTRIES && args[i] != null; i++) {
      if (isSame(args[i], wanted)) {
        return results[i];
      }
    }
    return null;
  }

  void put(Value[] given, Value result) {
    args[next] = given;
    results[next] = result;
    next = (next + 1) % ENTRIES;
  }

  void clear() {
    Arrays.fill(args, null);
    Arrays.fill(results, null);
    next = 0;
  }

  private static boolean isSame(Value[] known, Value[] wanted) {
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
