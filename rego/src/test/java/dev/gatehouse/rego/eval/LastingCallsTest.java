package dev.gatehouse.rego.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.Query;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What functions gave in one evaluation serves the next, but only where nobody can see that. */
class LastingCallsTest {

  private static final String NUMBER = "f(x) := to_number(replace(x, \"m\", \"\"))\n";
  private static final String RESULT = "data.test.p";

  @Test
  void resultIsThatOfTheArgument() throws Exception {
    var query = query(NUMBER + "p := f(input.x)");

    for (var round = 0; round < 3; round++) {
      assertThat(query.value(input("1m"))).hasToString("1");
      assertThat(query.value(input("20m"))).hasToString("20");
    }
  }

  @Test
  void numbersThatAreWrittenOtherwiseAreOtherArguments() throws Exception {
    var rules = "f(x) := json.marshal(x)\np := f(to_number(input.x))";
    var query = query(rules);

    for (var number : List.of("1", "1.0", "1e0", "1")) {
      assertThat(query.value(input(number))).isEqualTo(query(rules).value(input(number)));
    }
  }

  @Test
  void errorsShowInEveryEvaluation() throws Exception {
    // In the first query g meets the error of f in what the evaluation remembers of f alone.
    var policy = policy(NUMBER + "g(x) := 1 if { not f(x) }\n"
        + "p contains v if { v := f(input.x) }\np contains v if { v := g(input.x) }\n"
        + "q := g(input.x)", List.of());
    var both = policy.prepare("data.test.p");
    var second = policy.prepare("data.test.q");
    var errors = new ArrayList<String>();
    var input = input("x").withErrors(e -> errors.add(e.code()));

    for (var query : List.of(both, second, both, second)) {
      errors.clear();
      query.value(input);
      assertThat(errors).hasSize(1);
    }
    assertThatThrownBy(() -> second.value(input.withStrictErrors(true)))
        .isInstanceOf(EvaluationException.class);
  }

  @Test
  void replacedFunctionsAreCalled() throws Exception {
    var query = query(NUMBER + "q := f(input.x)\n"
        + "p := [q, v, w, f(input.x)] if { v := f(input.x) with replace as \"7\";"
        + " w := q with data.test.f as 8 }");

    assertThat(query.value(input("1m"))).hasToString("[1, 7, 8, 1]");
    assertThat(query.value(input("1m"))).hasToString("[1, 7, 8, 1]");
  }

  @Test
  void whatDependsOnMoreIsFoundAnew() throws Exception {
    var query = query("f(x) := concat(x, [input.y, input.y])\ng(x) := f(upper(x))\n"
        + "p := g(input.x)");
    var first = ObjectValue.of("x", StringValue.of("a"), "y", StringValue.of("1"));
    var second = ObjectValue.of("x", StringValue.of("a"), "y", StringValue.of("2"));

    assertThat(query.value(Input.of(first, ObjectValue.EMPTY))).hasToString("\"1A1\"");
    assertThat(query.value(Input.of(second, ObjectValue.EMPTY))).hasToString("\"2A2\"");
  }

  @Test
  void functionsOfTheEmbeddingProgramAreCalledEachTime() throws Exception {
    var calls = new ArrayList<Value>();
    var own = new Builtin("own", "", new Type.Function(List.of(Type.STRING), Type.ANY, null),
        Set.of(), "Counts calls.", (Builtin.Code1) (context, value) -> {
          calls.add(value);
          return IntegerValue.of(calls.size());
        });
    var query = policy("f(x) := own(x)\np := f(input.x)", List.of(own)).prepare(RESULT);

    assertThat(query.value(input("a"))).hasToString("1");
    assertThat(query.value(input("a"))).hasToString("2");
  }

  private static Input input(String x) {
    return Input.of(ObjectValue.of("x", StringValue.of(x)), ObjectValue.EMPTY);
  }

  private static Query query(String rules) throws PolicyException {
    return policy(rules, List.of()).prepare(RESULT);
  }

  private static Policy policy(String rules, List<Builtin> functions) throws PolicyException {
    return Policy.compile(
        List.of(new Source("test.rego", "package test\n\n" + rules, RegoVersion.V1)),
        new CompileOptions(false, false, Set.of(), functions));
  }
}
