package dev.gatehouse.rego.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CompileOptions;
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

/** Calls on constants are made once, but only where nobody can see that. */
class FoldingTest {

  private static final Input INPUT = Input.of(null, ObjectValue.EMPTY);

  @Test
  void callsOnConstantsGiveWhatTheyGive() throws Exception {
    var query = query("p := [sprintf(\"%d\", [count([1, 2])]), units.parse(\"1Ki\"), 1 + 2 * 3]");

    assertThat(query.value(INPUT)).hasToString("[\"2\", 1024, 7]");
  }

  @Test
  void failingCallFailsWhenItIsEvaluated() throws Exception {
    var errors = new ArrayList<String>();
    var query = query("p := 1 if { input.missing; to_number(\"x\") }\nq := to_number(\"y\")");

    assertThat(query.value(INPUT.withErrors(e -> errors.add(e.getMessage())))).isNull();
    assertThat(errors).isEmpty();
  }

  @Test
  void replacedFunctionIsCalled() throws Exception {
    var rules = "p := count([1, 2])";
    var policy = policy(rules, List.of());

    assertThat(policy.prepare("data.test.p").value(INPUT)).hasToString("2");
    assertThat(policy.prepare("x := data.test.p with count as 7").solutions(INPUT).getFirst()
        .bindings().get("x")).hasToString("7");
    assertThat(policy(rules + "\nq := x if { x := p with count as 8 }", List.of())
        .prepare("data.test.q").value(INPUT)).hasToString("8");
  }

  @Test
  void timeIsThatOfTheEvaluation() throws Exception {
    var query = query("p := time.now_ns() - time.parse_rfc3339_ns(\"2000-01-01T00:00:00Z\") > 0");

    assertThat(query.value(INPUT)).hasToString("true");
  }

  @Test
  void functionsOfTheEmbeddingProgramAreCalledEachTime() throws Exception {
    var calls = new ArrayList<Value>();
    var own = new Builtin("upper", "",
        new Type.Function(List.of(Type.STRING), Type.STRING, null), Set.of(), "Counts calls.",
        (Builtin.Code1) (context, value) -> {
          calls.add(value);
          return IntegerValue.of(calls.size());
        });
    var query = policy("p := upper(\"x\")", List.of(own)).prepare("data.test.p");

    assertThat(query.value(INPUT)).hasToString("1");
    assertThat(query.value(INPUT)).hasToString("2");
  }

  @Test
  void largeResultsAreLeftToTheEvaluation() throws Exception {
    var query = query("p := count(numbers.range(1, 1000000))");

    assertThat(query.value(INPUT)).hasToString("1000000");
  }

  private static Query query(String rules) throws PolicyException {
    return policy(rules, List.of()).prepare("data.test.p");
  }

  private static Policy policy(String rules, List<Builtin> functions) throws PolicyException {
    var source = new Source("test.rego", "package test\n" + rules, RegoVersion.V1);
    var options = new CompileOptions(false, false, Set.of(), functions);
    return Policy.compile(List.of(source), options);
  }
}
