package dev.gatehouse.trust.certificate;

import java.time.Instant;

/** A span of time with both its ends in it. */
public record Validity(Instant start, Instant end) {

  /** No bounds. */
  public static final Validity ALWAYS = new Validity(Instant.MIN, Instant.MAX);

  /** From a time on. */
  public static Validity from(Instant start) {
    return new Validity(start, Instant.MAX);
  }

  public boolean contains(Instant time) {
    return !time.isBefore(start) && !time.isAfter(end);
  }

  /** Whether any time is outside. */
  public boolean isBounded() {
    return !equals(ALWAYS);
  }

  @Override
  public String toString() {
    return (start.equals(Instant.MIN) ? "…" : start) + " to " + (end.equals(Instant.MAX)
        ? "…"
        : end);
  }
}
