package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.http.Deadline;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What requests may do, whatever they ask for.
 *
 * @param places whether a host, or {@code unix:/path}, may be asked
 * @param timeout the longest an attempt may take
 * @param maxBytes the largest body of a response
 * @param deadline when all must be over
 */
public record Bounds(
    Predicate<String> places, Duration timeout, int maxBytes, Deadline deadline) {

  /** @throws SendException unless the target may be asked */
  void check(Target target) throws SendException {
    if (!places.test(target.place())) {
      throw SendException.internal("disallowed host: " + target.place());
    }
  }

  /** When an attempt that begins now must be over; zero or less is no bound of its own. */
  Deadline end(Duration wanted) {
    var longest = wanted.isPositive() && wanted.compareTo(timeout) < 0 ? wanted : timeout;
    return deadline.orAfter(longest);
  }
}
