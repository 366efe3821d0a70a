package dev.gatehouse.cli.rego;

import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What several measurements of one thing say, under the names that {@code opa} uses. */
final class Statistics {

  private static final List<Double> PERCENTILES = List.of(75d, 90d, 95d, 99d, 99.9, 99.99);

  private final List<Long> sorted;

  /** @param samples at least one */
  Statistics(List<Long> samples) {
    this.sorted = samples.stream().sorted().toList();
  }

  long min() {
    return sorted.getFirst();
  }

  long max() {
    return sorted.getLast();
  }

  double mean() {
    return sorted.stream().mapToLong(Long::longValue).average().orElse(0);
  }

  /** Between the two nearest samples, by their distance. */
  double percentile(double percent) {
    var position = percent / 100 * (sorted.size() + 1);
    if (position < 1) {
      return min();
    }
    if (position >= sorted.size()) {
      return max();
    }
    var below = sorted.get((int) position - 1);
    return below + (position - Math.floor(position)) * (sorted.get((int) position) - below);
  }

  private double deviation() {
    var mean = mean();
    return Math.sqrt(
        sorted.stream().mapToDouble(s -> (s - mean) * (s - mean)).average().orElse(0));
  }

  JsonTree json() {
    var json = JsonTree.object();
    for (var percent : PERCENTILES) {
      json.with(name(percent), number(percentile(percent)));
    }
    return json.with("count", sorted.size())
        .with("max", max())
        .with("mean", number(mean()))
        .with("median", number(percentile(50)))
        .with("min", min())
        .with("stddev", number(deviation()));
  }

  private static String name(double percent) {
    return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString() + "%";
  }

  static Value number(double value) {
    return value == Math.rint(value)
        ? IntegerValue.of((long) value)
        : DecimalValue.of(BigDecimal.valueOf(value).toString(), BigDecimal.valueOf(value));
  }

  /** What tables show, in their order. */
  Map<String, Double> shown() {
    var shown = new LinkedHashMap<String, Double>();
    shown.put("Min", (double) min());
    shown.put("Max", (double) max());
    shown.put("Mean", mean());
    shown.put("90%", percentile(90));
    shown.put("99%", percentile(99));
    return shown;
  }
}
