package dev.gatehouse.rego;

import java.time.Duration;

/**
 * What one evaluation may use before it is halted with {@link EvaluationException#LIMIT}.
 *
 * @param steps loop iterations and calls together
 * @param depth calls of rules and functions within each other
 * @param time wall time
 * @param resultSize values built, strings counting one for each 16 characters
 */
public record Limits(long steps, int depth, Duration time, long resultSize) {

  /** Ample for any policy that ends: 100 million steps, 500 calls deep, 10 seconds, 20 million values. */
  public static final Limits DEFAULT = new Limits(100_000_000, 500, Duration.ofSeconds(10),
      20_000_000);
}
