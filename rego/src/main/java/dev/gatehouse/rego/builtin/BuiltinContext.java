package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.Map;
import java.util.function.Supplier;

/** What a built-in function may know of the evaluation that calls it. */
public interface BuiltinContext {

  /** Characters of text that count as one value for {@link #allocate}. */
  int TEXT_UNIT = 16;

  /** Characters of an argument that count as one step for {@link #take}. */
  int TAKEN_UNIT = 256;

  /** Digits of an argument that count as one step for {@link #take}: arithmetic is slow on many. */
  int TAKEN_DIGITS = 32;

  /** The time of this evaluation, nanoseconds since the epoch; the same for the whole evaluation. */
  long nowNanos();

  /**
   * When the evaluation must be over, on the clock of {@link System#nanoTime}: a function that waits
   * for others waits no longer.
   */
  long deadlineNanos();

  /** Halts the evaluation if its time is over; to be called after a wait. */
  void checkTime();

  /** A value remembered for this evaluation under a key, made on first use. */
  <T> T remember(Object key, Supplier<T> make);

  /** The environment that {@code opa.runtime} may show. */
  Map<String, String> environment();

  /** Counts work done inside a function against the limits; call it in every long loop. */
  void spend(long steps);

  /** Counts the size of a value that is about to be built against the limits. */
  void allocate(long size);

  /** Counts the text of a value that is about to be written. */
  default void allocateTextOf(Value value) {
    Texts.allocate(this, value, 0);
  }

  /** Counts a text that is about to be built, by its length in characters. */
  default void allocateText(long length) {
    allocate(1 + length / TEXT_UNIT);
  }

  /** Counts what any function may do with an argument: read a text, calculate with a number. */
  default void take(Value argument) {
    if (argument instanceof StringValue text) {
      if (text.value().length() >= TAKEN_UNIT) {
        spend(text.value().length() / TAKEN_UNIT);
      }
    } else if (argument instanceof DecimalValue number) {
      var digits = number.text().length() + Math.abs((long) number.toBigDecimal().scale());
      if (digits >= TAKEN_DIGITS) {
        spend(digits / TAKEN_DIGITS);
      }
    }
  }
}
