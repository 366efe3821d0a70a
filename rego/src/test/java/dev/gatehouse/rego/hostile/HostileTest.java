package dev.gatehouse.rego.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.Numbers;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Limits;
import dev.gatehouse.rego.PolicyException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Policies and inputs made to never end: each is stopped in time, with the place where it was,
 * whatever evaluates it and also within one function. The build gives these tests little memory.
 */
class HostileTest {

  private static final Duration LIMIT = Duration.ofMillis(250);
  /** As many values as have room in the memory of the tests, 250 bytes for each. */
  private static final Limits LIMITS = new Limits(Long.MAX_VALUE, 500, LIMIT, 2_000_000);
  private static final int MILLION = 1_000_000;
  private static final Input INPUT = Input.of(input(), ObjectValue.EMPTY).withLimits(LIMITS);

  @TestFactory
  Stream<DynamicTest> endsByItsLimit() {
    return inEveryWay(Attacks.endless(), (way, rules) -> {
      var outcome = outcome(way, rules);

      if (way != Way.PARTIAL || outcome instanceof EvaluationException) { // that may leave all for later
        assertThat(outcome).isInstanceOfSatisfying(
            EvaluationException.class, HostileTest::assertIsLocatedLimit);
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> endsByItself() {
    return inEveryWay(Feints.all(), (way, rules) -> {
      var outcome = outcome(way, rules);

      if (outcome instanceof EvaluationException e && e.isFinal()) {
        assertIsLocatedLimit(e);
      }
    });
  }

  private static void assertIsLocatedLimit(EvaluationException e) {
    assertThat(e.code()).isEqualTo(EvaluationException.LIMIT);
    assertThat(e.detail()).doesNotContain("out of memory");
    assertThat(e.location().row()).isPositive();
  }

  /** What is done with rules. */
  private interface Trial {
    void accept(Way way, String rules) throws PolicyException;
  }

  private static Stream<DynamicTest> inEveryWay(Map<String, String> rules, Trial trial) {
    return rules.entrySet().stream().flatMap(
        each -> Stream.of(Way.values()).map(
            way -> DynamicTest.dynamicTest(
                way + ": " + each.getKey(), () -> trial.accept(way, each.getValue()))));
  }

  /**
   * The results or exception; fails if getting it took twice the limit, both by the clock, which
   * others slow down, and of the processor, with which the JVM also compiles: less the second time.
   */
  private static Object outcome(Way way, String rules) throws PolicyException {
    var first = attempt(way, rules);
    var last = first.isInTime() ? first : attempt(way, rules);
    assertThat(last.time()).isLessThan(LIMIT.multipliedBy(2));
    return last.outcome();
  }

  /** What came of an evaluation, and how long it took. */
  private record Attempt(Object outcome, Duration time) {

    boolean isInTime() {
      return time.compareTo(LIMIT.multipliedBy(2)) < 0;
    }
  }

  private static Attempt attempt(Way way, String rules) throws PolicyException {
    var start = System.nanoTime();
    var startOfWork = work();
    Object outcome;
    try {
      outcome = way.evaluate(rules, INPUT);
    } catch (EvaluationException e) {
      outcome = e;
    }
    var nanos = Math.min(System.nanoTime() - start, work() - startOfWork);
    return new Attempt(outcome, Duration.ofNanos(nanos));
  }

  /** What this process has used of processors, in nanoseconds. */
  private static long work() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static Value input() {
    var huge = BigInteger.ONE.shiftLeft(Numbers.MAX_BITS - 1);
    return ObjectValue.builder()
        .put("text", StringValue.of("x".repeat(MILLION)))
        .put("almost", StringValue.of("x".repeat(MILLION / 2) + "y"))
        .put("digits", StringValue.of("9".repeat(MILLION)))
        .put("deep", StringValue.of("[".repeat(100_000) + "]".repeat(100_000)))
        .put("number", DecimalValue.of(
            "1" + "0".repeat(MILLION), BigDecimal.ONE.scaleByPowerOfTen(MILLION)))
        .put("huge", DecimalValue.of(huge.add(BigInteger.ONE)))
        .put("other", DecimalValue.of(huge.add(BigInteger.TWO)))
        .put("colliding", colliding())
        .build();
  }

  /** Texts that have the same hash in Java: "Aa" and "BB" do. */
  private static Value colliding() {
    var texts = new ArrayValue.Builder();
    IntStream.range(0, 1 << 15).forEach(i -> {
      var text = new StringBuilder();
      IntStream.range(0, 15).forEach(bit -> text.append((i >> bit & 1) == 0 ? "Aa" : "BB"));
      texts.add(StringValue.of(text.toString()));
    });
    return texts.build();
  }
}
