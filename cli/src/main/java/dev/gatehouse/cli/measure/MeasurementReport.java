package dev.gatehouse.cli.measure;

import dev.gatehouse.cli.TextTable;

/** Shows a measurement as {@code gator bench} shows its own. */
public final class MeasurementReport {

  private MeasurementReport() {}

  public static String of(Measurement measurement) {
    return "=== Benchmark Results: REGO Engine ===\n\n" + inputs(measurement) + times(measurement)
        + results(measurement);
  }

  private static String inputs(Measurement measurement) {
    var inputs = measurement.inputs();
    var table = new TextTable().row("Configuration:")
        .row("  Templates:", Integer.toString(inputs.templates()))
        .row("  Constraints:", Integer.toString(inputs.constraints()))
        .row("  Objects:", Integer.toString(inputs.objects()))
        .row("  Iterations:", Integer.toString(inputs.iterations()));
    if (inputs.concurrency() > 1) {
      table.row("  Concurrency:", Integer.toString(inputs.concurrency()));
    }
    return table.row("  Total Reviews:", Integer.toString(inputs.reviews())) + "\n";
  }

  private static String times(Measurement measurement) {
    var latencies = measurement.latencies();
    var timing = new TextTable().row("Timing:")
        .row("  Setup Duration:", Units.duration(measurement.setup()))
        .row("  Total Duration:", Units.duration(measurement.total()))
        .row("  Throughput:", Units.format("%.2f reviews/sec", measurement.reviewsPerSecond()));
    var latency = new TextTable().row("Latency (per review):")
        .row("  Min:", Units.duration(latencies.min()))
        .row("  Max:", Units.duration(latencies.max()))
        .row("  Mean:", Units.duration(latencies.mean()))
        .row("  P50:", Units.duration(latencies.p50()))
        .row("  P95:", Units.duration(latencies.p95()))
        .row("  P99:", Units.duration(latencies.p99()));
    return timing + "\n" + latency + "\n";
  }

  private static String results(Measurement measurement) {
    var results = new TextTable().row("Results:")
        .row("  Violations Found:", Long.toString(measurement.violations()));
    var memory = measurement.bytesPerReview() < 0
        ? ""
        : "\n" + new TextTable().row("Memory:")
            .row("  Bytes/Review:", Units.bytes(measurement.bytesPerReview()));
    return results + memory;
  }
}
