package dev.gatehouse.cli.measure;

import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import java.util.Arrays;

/** How long single reviews took, in nanoseconds. */
public record Latencies(long min, long max, long mean, long p50, long p95, long p99) {

  /** Of at least one review. */
  public static Latencies of(long[] nanos) {
    var sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latencies(sorted[0], sorted[sorted.length - 1],
        Arrays.stream(sorted).sum() / sorted.length, percentile(sorted, 50),
        percentile(sorted, 95), percentile(sorted, 99));
  }

  /** Between the two nearest ranks, as gator counts. */
  private static long percentile(long[] sorted, int percent) {
    var rank = percent / 100.0 * (sorted.length - 1);
    var lower = (int) rank;
    var upper = Math.min(lower + 1, sorted.length - 1);
    return Math.round(sorted[lower] + (rank - lower) * (sorted[upper] - sorted[lower]));
  }

  ObjectValue toValue() {
    return ObjectValue.builder().put("min", IntegerValue.of(min)).put("max", IntegerValue.of(max))
        .put("mean", IntegerValue.of(mean)).put("p50", IntegerValue.of(p50))
        .put("p95", IntegerValue.of(p95)).put("p99", IntegerValue.of(p99)).build();
  }
}
