package dev.gatehouse.rego.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.search.Settings;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Values that are nested deeper than any stack: evaluation ends with a value or by a limit. */
class DeepValuesTest {

  private static final int LEVELS = 100_000;

  private static final List<String> RULES = List.of(
      "p if input.array == input.other",
      "p if input.array != input.other",
      "p if input.array < input.other",
      "p if input.array in [input.other]",
      "p if [input.array, x] = [input.other, 1]",
      "p := count({input.array, input.other})",
      "p := count({input.array: 1, input.other: 2})",
      "p := count(sort([input.array, input.other]))",
      "p := max([input.array, input.other])",
      "p := count({input.array} & {input.other})",
      "p[input.array] := 1",
      "p contains input.array",
      "p if { every x in input.array { x == input.other[0] } }",
      "q if input.x == input.array\np if q with input.x as input.other",
      "p := count(json.marshal(input.array))",
      "p := count(yaml.marshal(input.array))",
      "p := sprintf(\"%v\", [input.array])",
      "p := $\"{input.array}\"",
      "p if print(input.array)",
      "p := strings.render_template(`{{.x}}`, {\"x\": input.array})",
      "p := count([x | walk(input.array, [_, x])])",
      "p := object.union(input.object, input.object)",
      "p := object.subset(input.object, input.object)",
      "p := object.get(input, input.array, 1)",
      "p := json.patch(input.object, [{\"op\": \"test\", \"path\": \"\", \"value\": input.object}])",
      "p := json.filter(input.object, [\"a/a/a\"])",
      "p := json.remove(input.object, [\"a/a/a\"])",
      "p := json.verify_schema(input.object)",
      "p := json.match_schema(input.object, {\"additionalProperties\": {\"$ref\": \"#\"}})",
      "p := graphql.is_valid(input.object, input.object)",
      "p := io.jwt.encode_sign({\"alg\": \"HS256\"}, input.object, {\"kty\": \"oct\", \"k\": \"AAAA\"})",
      "p := count([1 | input.array[_][_][_] == input.other])",
      "f(x) := count(x)\np := f(input.array)");

  @TestFactory
  Stream<DynamicTest> endsInEveryBackend() {
    return Stream.of(Backend.values()).flatMap(
        backend -> RULES.stream().map(
            rules -> DynamicTest.dynamicTest(
                backend + " " + rules, () -> check(() -> policy(rules, backend)
                    .prepare("data.deep.p").solutions(input())))));
  }

  @TestFactory
  Stream<DynamicTest> endsWhereItIsObserved() {
    return RULES.stream().map(
        rules -> DynamicTest.dynamicTest(
            rules, () -> check(() -> policy(rules, Backend.TIERED)
                .observe("data.deep.p", RegoVersion.V1)
                .solutions(input(), Settings.DEFAULT, event -> {}))));
  }

  @Test
  void endsWhereRulesMakeTheValue() throws PolicyException {
    var rules = new StringBuilder("a0 := 1\n");
    for (var i = 1; i < 480; i++) {
      rules.append("a%d := %sa%d%s%n".formatted(i, "[".repeat(200), i - 1, "]".repeat(200)));
    }
    var policy = policy(rules + "p if a479 == a478", Backend.TIERED);

    check(() -> policy.prepare("data.deep.p").solutions(input()));
  }

  /** Something that ends. */
  private interface Evaluation {
    Object run() throws PolicyException;
  }

  private static void check(Evaluation evaluation) throws PolicyException {
    try {
      assertThat(evaluation.run()).isNotNull();
    } catch (EvaluationException e) {
      assertThat(e.code()).isEqualTo(EvaluationException.LIMIT);
      assertThat(e.location().row()).isPositive();
    }
  }

  private static Policy policy(String rules, Backend backend) throws PolicyException {
    var source = new Source("deep.rego", "package deep\n\n" + rules + "\n", RegoVersion.V1);
    return Policy.compile(
        List.of(source), new CompileOptions(false, true, Set.of(), List.of(), backend));
  }

  private static Input input() {
    return Input.of(
        ObjectValue.builder()
            .put("array", nested(ArrayValue::of))
            .put("other", nested(ArrayValue::of))
            .put("object", nested(inner -> ObjectValue.of("a", inner)))
            .build(),
        ObjectValue.EMPTY);
  }

  private static Value nested(UnaryOperator<Value> around) {
    Value value = IntegerValue.of(1);
    for (var i = 0; i < LEVELS; i++) {
      value = around.apply(value);
    }
    return value;
  }
}
