package dev.gatehouse.cli.measure;

import dev.gatehouse.cli.TextTable;
import dev.gatehouse.json.ObjectValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A measurement beside one that was saved before.
 *
 * @param threshold the loss in percent from which a metric has regressed
 */
record Comparison(List<Metric> metrics, double threshold) {

  /**
   * One figure, then and now.
   *
   * @param change in percent, above 0 for an increase
   */
  record Metric(String name, String before, String now, double change, boolean regressed) {}

  /**
   * Compares with a saved measurement.
   *
   * @param minimum a latency change in nanoseconds below which nothing has regressed
   */
  static Comparison of(ObjectValue saved, Measurement measurement, double threshold,
      double minimum) {
    var now = measurement.toValue();
    var metrics = new ArrayList<Metric>();
    for (var latency : List.of("p50", "p95", "p99", "mean")) {
      var before = Measurement.number(saved, "latencies", latency);
      var after = Measurement.number(now, "latencies", latency);
      if (before != null && after != null) {
        var change = change(before, after);
        var regressed = change > threshold && after - before >= minimum;
        var label = latency.equals("mean") ? "Mean" : latency.toUpperCase(java.util.Locale.ROOT);
        metrics.add(metric(label + " Latency", before, after, regressed, Units::duration));
      }
    }
    throughput(saved, measurement, threshold, minimum, metrics);
    var before = Measurement.number(saved, "memoryStats", "bytesPerReview");
    if (before != null && measurement.bytesPerReview() >= 0) {
      var after = measurement.bytesPerReview();
      metrics.add(metric("Bytes/Review", before, after, change(before, after) > threshold,
          Units::bytes));
    }
    return new Comparison(metrics, threshold);
  }

  /** A latency change below the minimum excuses the throughput that it costs. */
  private static void throughput(ObjectValue saved, Measurement measurement, double threshold,
      double minimum, List<Metric> metrics) {
    var before = Measurement.number(saved, "reviewsPerSecond");
    var mean = Measurement.number(saved, "latencies", "mean");
    if (before == null) {
      return;
    }
    var after = measurement.reviewsPerSecond();
    var excused = mean != null && mean > 0 && before - after < before * minimum / mean;
    var regressed = -change(before, after) > threshold && !excused;
    metrics.add(metric("Throughput", before, after, regressed,
        number -> Units.format("%.2f/sec", number)));
  }

  private static Metric metric(String name, double before, double after, boolean regressed,
      DoubleFunction<String> show) {
    return new Metric(name, show.apply(before), show.apply(after), change(before, after),
        regressed);
  }

  private static double change(double before, double after) {
    if (before == 0) {
      return after == 0 ? 0 : 100;
    }
    return (after - before) / before * 100;
  }

  boolean regressed() {
    return metrics.stream().anyMatch(Metric::regressed);
  }

  @Override
  public String toString() {
    var table = new TextTable().row("Metric", "Baseline", "Current", "Delta", "Status")
        .row("------", "--------", "-------", "-----", "------");
    for (var metric : metrics) {
      table.row(metric.name(), metric.before(), metric.now(),
          Units.format("%+.1f%%", metric.change()), metric.regressed() ? "✗ REGRESSION" : "✓");
    }
    var names = metrics.stream().filter(Metric::regressed).map(Metric::name).toList();
    var limit = Units.format(" (threshold: %.1f%%)%n", threshold);
    return "=== Baseline Comparison: REGO Engine ===\n\n" + table + "\n" + (names.isEmpty()
        ? "✓ No significant regressions" + limit
        : "✗ Regressions detected in: " + String.join(", ", names) + limit);
  }
}
