package dev.gatehouse.rego.eval;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Calls of a function that depends on its arguments alone, with their results, from one evaluation to
 * the next: what a policy makes of its parameters, and of what objects often have, is made once.
 * Shared by threads. Arguments and results are small scalars, so that little is held; a call takes
 * the place of another one.
 */
final class LastingCalls {

  private static final int PLACES = 256;
  private static final int LONGEST_TEXT = 128;

  private final AtomicReferenceArray<@Nullable Call> calls = new AtomicReferenceArray<>(PLACES);

  private record Call(Value[] args, Value result) {}

  /** Whether calls with such arguments are kept. */
  static boolean areKept(Value[] args) {
    for (var argument : args) {
      if (!isSmall(argument)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSmall(Value value) {
    return switch (value) {
      case StringValue text -> text.value().length() <= LONGEST_TEXT;
      case NumberValue number -> number.text().length() <= LONGEST_TEXT;
      default -> value instanceof BooleanValue || value instanceof NullValue;
    };
  }

  /** The result for the arguments, {@link Values#UNDEFINED} included, or null if it is not known. */
  @Nullable
  Value find(Value[] wanted) {
    var call = calls.getAcquire(place(wanted));
    return call != null && CallMemo.isSame(call.args, wanted) ? call.result : null;
  }

  /** Keeps a call, unless its result is large. */
  void put(Value[] args, Value result) {
    if (result == Values.UNDEFINED || isSmall(result)) {
      calls.setRelease(place(args), new Call(args, result));
    }
  }

  private static int place(Value[] args) {
    var hash = 0;
    for (var argument : args) {
      hash = 31 * hash + argument.hashCode();
    }
    return (hash ^ hash >>> 16) * 0x9E3779B9 >>> 24;
  }
}
