package dev.gatehouse.rego.search;

import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Limits;
import dev.gatehouse.rego.Location;
import java.util.function.BooleanSupplier;

/** Counts what an evaluation uses against its limits. */
final class Budget {

  /** Steps between two looks at the clock. */
  private static final int CHUNK = 256;

  /** Expressions that are evaluated within each other; a deep stack has room for them. */
  private static final int MOST_NESTED = 60_000;

  private final Limits limits;
  private final long deadline;
  private final BooleanSupplier cancelled;
  private long steps;
  private long size;
  private int nested;
  private int rules;
  private Location place = Location.NONE;

  Budget(Input input) {
    this.limits = input.limits();
    this.deadline = System.nanoTime() + limits.time().toNanos();
    this.cancelled = input.cancelled();
  }

  void enter(Location location) {
    place = location;
    if (++nested > MOST_NESTED) {
      throw limit("rules and functions are nested too deep");
    }
    spend(1);
  }

  void leave() {
    nested--;
  }

  void enterRule() {
    if (++rules > limits.depth()) {
      throw limit("rules and functions are nested too deep");
    }
  }

  void leaveRule() {
    rules--;
  }

  void spend(long count) {
    var before = steps / CHUNK;
    steps += count;
    if (steps > limits.steps()) {
      throw limit("more than " + limits.steps() + " steps");
    }
    if (steps / CHUNK != before) {
      checkTime();
    }
  }

  /** When the evaluation must be over, on the clock of {@link System#nanoTime}. */
  long deadlineNanos() {
    return deadline;
  }

  void checkTime() {
    if (System.nanoTime() - deadline > 0) {
      throw limit("more than " + limits.time().toMillis() + " ms");
    }
    if (cancelled.getAsBoolean()) {
      throw EvaluationException.cancelled(place);
    }
  }

  void allocate(long count) {
    size += count;
    if (size > limits.resultSize()) {
      throw limit("more than " + limits.resultSize() + " values were built");
    }
  }

  /** Values are nested deeper than even a deep stack has room for. */
  EvaluationException tooDeep() {
    return limit("values are nested too deep");
  }

  /** What a policy builds fills the memory before a limit is reached. */
  EvaluationException outOfMemory() {
    return limit("out of memory");
  }

  private EvaluationException limit(String what) {
    return new EvaluationException(
        EvaluationException.LIMIT, place, "evaluation was stopped: " + what);
  }
}
