package dev.gatehouse.cli.measure;

import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a run of reviews took.
 *
 * @param setup making the policy set, nanoseconds
 * @param total all reviews, nanoseconds of wall time
 * @param latencies of single reviews
 * @param reviewsPerSecond reviews by wall time
 * @param bytesPerReview memory allocated for a review, -1 if it was not measured
 */
public record Measurement(Setup inputs, long setup, long total, Latencies latencies,
    long violations, double reviewsPerSecond, long bytesPerReview) {

  /** What was reviewed, and how often. */
  public record Setup(int templates, int constraints, int objects, int iterations,
      int concurrency) {

    int reviews() {
      return iterations * objects;
    }
  }

  /** The engine that was measured. */
  static final String ENGINE = "rego";

  /** As gator saves it, durations in nanoseconds. */
  public ObjectValue toValue() {
    var value = ObjectValue.builder().put("engine", StringValue.of(ENGINE))
        .put("templateCount", IntegerValue.of(inputs.templates()))
        .put("constraintCount", IntegerValue.of(inputs.constraints()))
        .put("objectCount", IntegerValue.of(inputs.objects()))
        .put("iterations", IntegerValue.of(inputs.iterations()))
        .put("concurrency", IntegerValue.of(inputs.concurrency()))
        .put("setupDuration", IntegerValue.of(setup)).put("totalDuration", IntegerValue.of(total))
        .put("latencies", latencies.toValue())
        .put("violationCount", IntegerValue.of(violations))
        .put("reviewsPerSecond", decimal(reviewsPerSecond));
    if (bytesPerReview >= 0) {
      value.put("memoryStats",
          ObjectValue.of("bytesPerReview", IntegerValue.of(bytesPerReview)));
    }
    return value.build();
  }

  private static NumberValue decimal(double number) {
    var exact = BigDecimal.valueOf(Math.round(number * 100), 2);
    return DecimalValue.of(exact.toPlainString(), exact);
  }

  /**
   * A number of a saved measurement.
   *
   * @param path the names of the fields that lead to it
   * @return the number, or null if there is none
   */
  static @Nullable Double number(ObjectValue saved, String... path) {
    dev.gatehouse.json.@Nullable Value value = saved;
    for (var name : path) {
      value = value instanceof ObjectValue object ? object.get(name) : null;
    }
    return value instanceof NumberValue number ? Double.valueOf(number.toDouble()) : null;
  }
}
