package dev.gatehouse.rego.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Limits;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.search.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What observers learn of an evaluation. */
class ObservationTest {

  private static final String MODULE = """
      package p

      allow if input.role == "admin"

      allow if {
        some right in input.rights
        right == "all"
      }

      deny contains reason if {
        not allow
        reason := "no right"
      }

      endless if {
        some a in numbers.range(1, 1000)
        some b in numbers.range(1, 1000)
        some c in numbers.range(1, 1000)
        a + b + c < 0
      }
      """;

  private static Policy policy() throws PolicyException {
    return Policy.compile(
        List.of(new Source("p.rego", MODULE, RegoVersion.V1)), CompileOptions.DEFAULT);
  }

  private static Input input(String json) throws TextException {
    return Input.of(Json.parse(json), ObjectValue.EMPTY);
  }

  private static void observe(String query, String input, Settings settings, Observer observer)
      throws PolicyException, TextException {
    policy().observe(query, RegoVersion.V1).solutions(input(input), settings, observer);
  }

  @Test
  void tellsWhatHappensInOrder() throws PolicyException, TextException {
    var trace = new Trace(false, false);
    observe("data.p.allow", "{\"rights\": [\"some\", \"all\"]}", Settings.DEFAULT, trace);
    assertThat(TraceText.of(trace.events(), true, false)).isEqualTo("""
        query:1      Enter data.p.allow
        query:1      | Eval data.p.allow
        query:1      | Index data.p.allow (matched 1 rule, early exit)
        p.rego:5     | Enter data.p.allow
        p.rego:6     | | Eval right = input.rights[__local0__]
        p.rego:7     | | Eval right = "all"
        p.rego:7     | | Fail right = "all"
        p.rego:6     | | Redo right = input.rights[__local0__]
        p.rego:7     | | Eval right = "all"
        p.rego:5     | | Exit data.p.allow early
        query:1      | Exit data.p.allow
        query:1      Redo data.p.allow
        query:1      | Redo data.p.allow
        p.rego:5     | Redo data.p.allow
        p.rego:7     | | Redo right = "all"
        p.rego:6     | | Redo right = input.rights[__local0__]
        """);
  }

  @Test
  void saysWhyARuleWasNotReached() throws PolicyException, TextException {
    var coverage = new Coverage();
    var all = new Coverage();
    coverage.supplement(CoverageReport.Reason.INDEX_EXCLUDED, all);
    var input = "{\"rights\": [\"some\"]}";
    observe("data.p.allow", input, Settings.DEFAULT, coverage);
    observe("data.p.allow", input, new Settings(false, true), all);
    var file = Objects.requireNonNull(
        coverage.report(policy().modules()).files().get("p.rego"));
    assertThat(file.notCovered().first().start().row()).isEqualTo(3);
    assertThat(file.notCovered())
        .anySatisfy(
            range -> assertThat(range.reasons())
                .containsExactly(CoverageReport.Reason.INDEX_EXCLUDED));
    assertThat(file.coveredLines()).isEqualTo(2);
  }

  @Test
  void countsEachLine() throws PolicyException, TextException {
    var profile = new Profile();
    observe("data.p.deny", "{\"rights\": [1, 2, 3]}", Settings.DEFAULT, profile);
    var entries = profile.entries(List.of(Profile.Order.NUM_EVAL), 1);
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().location().row()).isEqualTo(7);
    assertThat(entries.getFirst().evals()).isEqualTo(3);
  }

  @Test
  void keepsToTheLimits() throws PolicyException {
    var input = Input.of(null, ObjectValue.EMPTY)
        .withLimits(new Limits(Long.MAX_VALUE, 500, Duration.ofMillis(200), Long.MAX_VALUE));
    var query = policy().observe("data.p.endless", RegoVersion.V1);
    assertThatThrownBy(() -> query.solutions(input, Settings.DEFAULT, event -> {}))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("more than 200 ms");
  }

  @Test
  void endsWhenItIsCancelled() throws PolicyException {
    var input = Input.of(null, ObjectValue.EMPTY).withCancellation(() -> true);
    var query = policy().observe("data.p.endless", RegoVersion.V1);
    assertThatThrownBy(() -> query.solutions(input, Settings.DEFAULT, event -> {}))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> assertThat(e.code()).isEqualTo(EvaluationException.CANCEL));
  }

  @Test
  void endsWithWhatTheObserverThrows() throws PolicyException {
    var query = policy().observe("data.p.deny", RegoVersion.V1);
    var input = Input.of(null, ObjectValue.EMPTY);
    assertThatThrownBy(() -> query.solutions(input, Settings.DEFAULT, event -> {
      throw new IllegalStateException("enough");
    })).hasMessage("enough");
  }

  @Test
  void showsTheValuesOfWhatFailed() throws PolicyException, TextException {
    var trace = new Trace(false, true);
    observe("data.p.allow", "{\"rights\": [\"none\"]}", Settings.DEFAULT, trace);
    var failure = trace.events()
        .stream()
        .filter(event -> event.kind() == Event.Kind.FAIL)
        .findFirst()
        .orElseThrow();
    assertThat(FailureText.of(failure))
        .isEqualTo("  right == \"all\"\n  |\n  \"none\"");
  }
}
