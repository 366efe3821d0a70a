package dev.gatehouse.http;

import java.time.Duration;

/**
 * How servers are spoken to.
 *
 * @param names finds addresses
 * @param longestConnect how long one address is tried
 * @param largestHead bytes of status and headers that are still taken
 * @param isStrict whether an answer is refused that RFC 9112 lets a client read in spite of its form:
 *     folded headers, names that are no tokens, a length beside a transfer encoding
 */
public record Manner(
    AddressResolver names, Duration longestConnect, int largestHead, boolean isStrict) {

  /** Towards servers that must do well: nothing is guessed. */
  public static Manner strict(AddressResolver names) {
    return new Manner(names, Duration.ofSeconds(5), 1 << 16, true);
  }

  /** Towards whatever there is in the world, as Go's client. */
  public static Manner lenient(AddressResolver names) {
    return new Manner(names, Duration.ofSeconds(30), 1 << 18, false);
  }
}
