package dev.gatehouse.trust.verify;

import java.time.Instant;

/**
 * A time at which the signature is known to have been there.
 *
 * @param witness who says so: the log's or the timestamp authority's name
 */
public record VerifiedTime(Instant time, Source source, String witness) {

  /** Kinds of witnesses. */
  public enum Source {
    LOG, TIMESTAMP_AUTHORITY,
    /** Nobody: the verifier's own clock, where that was allowed. */
    CURRENT_TIME
  }
}
