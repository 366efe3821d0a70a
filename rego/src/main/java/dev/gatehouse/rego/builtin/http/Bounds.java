package dev.gatehouse.rego.builtin.http;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * What requests may do, whatever they ask for.
 *
 * @param places whether a host, or {@code unix:/path}, may be asked
 * @param timeout the longest an attempt may take
 * @param maxBytes the largest body of a response
 * @param deadlineNanos when all must be over, on the clock of {@link System#nanoTime}
 */
public record Bounds(
    Predicate<String> places, Duration timeout, int maxBytes, long deadlineNanos) {

  /** @throws HttpException unless the target may be asked */
  void check(Target target) throws HttpException {
    if (!places.test(target.place())) {
      throw HttpException.internal("disallowed host: " + target.place());
    }
  }

  /** When an attempt that begins now must be over; zero or less is no bound of its own. */
  long end(Duration wanted) {
    var now = System.nanoTime();
    var longest = wanted.isPositive() && wanted.compareTo(timeout) < 0 ? wanted : timeout;
    return now + Math.min(longest.toNanos(), deadlineNanos - now);
  }
}
