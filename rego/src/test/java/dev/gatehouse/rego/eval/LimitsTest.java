package dev.gatehouse.rego.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Limits;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.Query;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every evaluation ends by its limits, with a located error, whatever the policy does. */
@ParameterizedClass
@EnumSource(names = {"CLOSURES", "CLASSES"})
class LimitsTest {

  @Parameter
  Backend backend = Backend.CLOSURES;

  private static final Limits SMALL = new Limits(100_000, 500, Duration.ofSeconds(5), 10_000);

  @Test
  void crossProductEndsByItsSteps() throws Exception {
    var query = query(
        "p := count([1 | some i in input; some j in input; some k in input; i == j + k])");

    assertThatThrownBy(() -> query.value(input(1_000)))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> {
              assertThat(e.code()).isEqualTo(EvaluationException.LIMIT);
              assertThat(e.location().row()).isEqualTo(2);
            });
  }

  @Test
  void growingResultEndsByItsSize() throws Exception {
    var query = query("p := [[i, j] | some i in input; some j in input]");

    assertThatThrownBy(() -> query.value(input(200))).hasMessageContaining("values were built");
  }

  @Test
  void slowEvaluationEndsByItsTime() throws Exception {
    var query = query("p if { some i in input; some j in input; some k in input; i + j + k < 0 }");
    var limits = new Limits(Long.MAX_VALUE, 500, Duration.ofMillis(50), 10_000);

    var start = System.nanoTime();
    assertThatThrownBy(() -> query.value(input(5_000).withLimits(limits)))
        .hasMessageContaining("more than 50 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void callerCancels() throws Exception {
    var query = query("p if { some i in input; some j in input; some k in input; i + j + k < 0 }");
    var asked = new AtomicInteger();
    var unlimited = new Limits(Long.MAX_VALUE, 500, Duration.ofMinutes(1), 10_000);
    var input = input(5_000).withLimits(unlimited);

    assertThatThrownBy(
        () -> query.value(input.withCancellation(() -> asked.incrementAndGet() > 3)))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> {
              assertThat(e.code()).isEqualTo(EvaluationException.CANCEL);
              assertThat(e.location().row()).isEqualTo(2);
            });
    assertThat(asked).hasValue(4);
  }

  @Test
  void longChainOfRulesEndsByItsDepth() throws Exception {
    var query = query(chain(3_000, "input[0] == 0"));

    assertThatThrownBy(() -> query.value(input(1))).hasMessageContaining("nested too deep");
  }

  @Test
  void deepestChainOfRulesFitsASmallStack() throws Exception {
    var body = "some a in input; count([b | some b in input; some c in [d | some d in input]; c == b]) == 1";
    for (var length = 20; length <= 400; length += 20) {
      var query = query(chain(length, body));
      var task = new FutureTask<>(() -> valueOrLimit(query));
      var thread = new Thread(null, task, "small stack", 512 * 1024);
      thread.start();
      assertThat(task.get()).isIn("true",
          "evaluation was stopped: rules and functions are nested too deep");
    }
  }

  @Test
  void longReferenceIsNoProblem() throws Exception {
    var query = query("p := input" + ".a".repeat(20_000));

    assertThat(query.value(input(1))).isNull();
  }

  @Test
  void longBodyIsNoProblemOrALimit() throws Exception {
    var body = IntStream.range(0, 2_000).mapToObj(i -> "input[_] == 0").toList();

    assertThat(valueOrLimit(query("p if { " + String.join("; ", body) + " }")))
        .contains("nested too deep");
  }

  private String valueOrLimit(Query query) {
    try {
      return String.valueOf(query.value(input(1)));
    } catch (EvaluationException e) {
      return e.detail();
    }
  }

  /** Rules of which each needs the next, the last one needing nothing. */
  private String chain(int length, String body) {
    var links = IntStream.range(1, length)
        .mapToObj(i -> "p" + i + " if { " + body + "; p" + (i + 1) + " }");
    return Stream.concat(
        Stream.of("p if { p1 }"), Stream.concat(links, Stream.of("p" + length + " := true")))
        .reduce("", (a, b) -> a + b + "\n");
  }

  private Query query(String rules) throws PolicyException {
    var source = new Source("test.rego", "package test\n" + rules, RegoVersion.V1);
    return Policy.compile(List.of(source), CompileOptions.DEFAULT.withBackend(backend))
        .prepare("data.test.p");
  }

  private Input input(int size) {
    var builder = new ArrayValue.Builder();
    IntStream.range(0, size).forEach(i -> builder.add(IntegerValue.of(i)));
    return Input.of(builder.build(), ObjectValue.EMPTY).withLimits(SMALL);
  }
}
