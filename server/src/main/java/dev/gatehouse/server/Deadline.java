package dev.gatehouse.server;

import dev.gatehouse.rego.builtin.go.Durations;
import java.time.Duration;

/**
 * The moment by which a request must be answered.
 *
 * @param nanoTime on the clock of {@link System#nanoTime}
 */
record Deadline(long nanoTime) {

  private static final Duration LEAST_MARGIN = Duration.ofMillis(50);
  private static final int MARGIN_DIVISOR = 20;

  /**
   * The deadline of a request that began at a time: the server's own limit or, if that is sooner, a
   * little before the caller gives up. The caller's time is Go's text of a duration; one that cannot
   * be read is ignored, as the API server's own limit does not depend on it.
   */
  static Deadline of(long beganNanos, Duration limit, String callerTimeout) {
    var nanos = limit.toNanos();
    var caller = Durations.span(callerTimeout).orElse(0);
    if (caller > 0) {
      var margin = Math.max(LEAST_MARGIN.toNanos(), caller / MARGIN_DIVISOR);
      nanos = Math.min(nanos, Math.max(caller / 2, caller - margin));
    }
    return new Deadline(beganNanos + nanos);
  }

  /** Time that is left; zero if none. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  boolean isOver() {
    return nanoTime - System.nanoTime() <= 0;
  }
}
