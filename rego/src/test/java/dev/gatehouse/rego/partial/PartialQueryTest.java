package dev.gatehouse.rego.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Limits;
import dev.gatehouse.rego.PartialOptions;
import dev.gatehouse.rego.PartialResult;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.QueryContext;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.format.Formatter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a partial evaluation leaves, and that it ends. */
class PartialQueryTest {

  private static final String POLICY = """
      package p

      default allow := false
      allow if { input.role == data.roles[_]; not blocked }
      blocked if { input.a; input.b }
      named if { user := input.user; not user.locked }
      """;

  private static Policy policy(String text) throws PolicyException {
    return Policy.compile(
        List.of(new Source("p.rego", text, RegoVersion.V1)), CompileOptions.DEFAULT);
  }

  private static PartialResult left(String policy, String query, PartialOptions options)
      throws Exception {
    var data = (ObjectValue) Json.parse("{\"roles\": [\"x\", \"y\"]}");
    return policy(policy)
        .preparePartial(new Source("", query, RegoVersion.V1), QueryContext.NONE, options)
        .result(Input.of(null, data));
  }

  private static List<String> queries(PartialResult result) throws PolicyException {
    var texts = new ArrayList<String>();
    for (var query : result.queries()) {
      texts.add(Formatter.formatMade(query).strip().replace("\n", "; "));
    }
    return texts;
  }

  @Test
  void leavesAQueryForEachWayInWhichItMayHold() throws Exception {
    assertThat(queries(left(POLICY, "data.p.allow == true", PartialOptions.DEFAULT)))
        .containsExactly(
            "input.role = \"x\"; not input.a", "input.role = \"x\"; not input.b",
            "input.role = \"y\"; not input.a", "input.role = \"y\"; not input.b");
  }

  @Test
  void keepsRulesWhoseDefaultMayBeNeeded() throws Exception {
    var left = left(POLICY, "data.p.allow", PartialOptions.DEFAULT);
    assertThat(queries(left)).containsExactly("data.partial.p.allow");
    assertThat(left.modules()).hasSize(1);
    assertThat(Formatter.formatMade(left.modules().getFirst()))
        .startsWith("package partial.p\n\ndefault allow := false\n");
  }

  @Test
  void keepsDefinedWhatANegationDoesNotNeed() throws Exception {
    assertThat(queries(left(POLICY, "data.p.named", PartialOptions.DEFAULT)))
        .containsExactly("not input.user.locked; __local0__1 = input.user");
  }

  @Test
  void answersWhatNeedsNothingUnknown() throws Exception {
    var none = PartialOptions.DEFAULT.withUnknowns(List.of("data.other"));
    assertThat(queries(left(POLICY, "data.roles[1] == \"y\"", none))).containsExactly("");
    assertThat(queries(left(POLICY, "data.roles[1] == \"z\"", none))).isEmpty();
  }

  @Test
  void refusesWhatIsNoPathOfADocument() {
    var options = PartialOptions.DEFAULT.withUnknowns(List.of("1 + 1"));
    assertThatThrownBy(() -> left(POLICY, "data.p.allow", options))
        .isInstanceOf(PolicyException.class);
  }

  @Test
  void endsByItsLimitsWhereChoicesMultiply() throws Exception {
    var choices = IntStream.range(0, 40)
        .mapToObj(i -> "c" + i + " if input.a" + i + "\nc" + i + " if input.b" + i + "\n")
        .collect(Collectors.joining());
    var all = IntStream.range(0, 40).mapToObj(i -> "c" + i).collect(Collectors.joining("; "));
    var policy = policy("package p\n" + choices + "p if { " + all + " }\n");
    var query = policy.preparePartial(
        new Source("", "data.p.p", RegoVersion.V1), QueryContext.NONE, PartialOptions.DEFAULT);
    var limits = new Limits(10_000_000, 500, Duration.ofSeconds(20), 100_000);
    assertThatThrownBy(() -> query.result(Input.of(null, ObjectValue.EMPTY).withLimits(limits)))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> assertThat(e.code()).isEqualTo(EvaluationException.LIMIT));
  }
}
