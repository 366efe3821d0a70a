package dev.gatehouse.rego.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What rules give: one test for each way of evaluating them. */
@ParameterizedClass
@EnumSource(names = {"CLOSURES", "CLASSES"})
class EvaluationTest {

  @Parameter
  Backend backend = Backend.CLOSURES;

  private static final String INPUT = """
      {"n": 3, "xs": [1, 2, 3, 2], "o": {"a": 1, "b": 2}, "user": "bob",
       "pods": [{"name": "a", "app": "x"}, {"name": "b", "app": "y"}, {"name": "c", "app": "x"}]}
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '~', textBlock = """
      p := input.n + 1                                        ~ 4
      p := input.xs[1]                                        ~ 2
      p := input.xs[1.0]                                      ~ 2
      p := input.missing.deeper                               ~ undefined
      p := {1: "one"}[1.0]                                    ~ "one"
      p := false                                              ~ false
      p if false                                              ~ undefined
      p if not false                                          ~ true
      p if not input.missing                                  ~ true
      p := null                                               ~ null
      p if { null }                                           ~ true
      p := [x | x := input.xs[_]; x > 1]                      ~ [2, 3, 2]
      p := {x | x := input.xs[_]}                             ~ {1, 2, 3}
      p := {k: v | some k, v in input.o}                      ~ {"a": 1, "b": 2}
      p if 3 in input.xs                                      ~ true
      p if { some i; input.xs[i] == 3; i == 2 }               ~ true
      p if { every x in input.xs { x < 4 } }                  ~ true
      p if { every x in input.xs { x < 3 } }                  ~ undefined
      p if { every x in [] { x > 9 } }                        ~ true
      p := y if { [_, [y, 2]] = ["z", [1, 2]] }               ~ 1
      p := y if { {"a": y} = {"a": 7} }                       ~ 7
      p if { {"a": _} = input.o }                             ~ undefined
      p := count({[a, b] | some a in input.xs; some b in input.xs}) ~ 9
      p := [i | some i, "b" in ["a", "b", "b"]]               ~ [1, 2]
      p := [n | some i; input.pods[i].app == "x"; n := input.pods[i].name] ~ ["a", "c"]
      """)
  void expressionGives(String rule, String value) throws Exception {
    assertThat(show(value(rule, "data.test.p"))).isEqualTo(value);
  }

  @Test
  void firstOfElseChainGives() throws Exception {
    var rules = """
        p := "low" if input.n < 2
        else := "middle" if input.n < 5
        else := "high"
        """;

    assertThat(show(value(rules, "data.test.p"))).isEqualTo("\"middle\"");
  }

  @Test
  void defaultGivesWhereNoRuleHolds() throws Exception {
    assertThat(show(value("default p := 7\np := 8 if input.n == 0", "data.test.p"))).isEqualTo("7");
    assertThat(show(value("default f(_) := 7\nf(1) := 8\np := f(2)", "data.test.p")))
        .isEqualTo("7");
  }

  @Test
  void equalValuesOfRulesAreOneValue() throws Exception {
    assertThat(show(value("p := 1 if input.n == 3\np := 1.0 if input.n > 0", "data.test.p")))
        .isEqualTo("1.0");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', textBlock = """
      p := x if { x := input.xs[_] }                ~ complete rules must not produce multiple outputs
      f(x) := y if { y := input.xs[_] } p := f(1)   ~ functions must not produce multiple outputs for same inputs
      p[k] := v if { k := "k"; v := input.xs[_] }   ~ object keys must be unique
      p := {k: v | k := "k"; v := input.xs[_]}      ~ object keys must be unique
      """)
  void differentValuesAreAConflict(String rule, String message) {
    assertThatThrownBy(() -> value(rule.replace("} p", "}\np"), "data.test.p"))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> {
              assertThat(e.code()).isEqualTo(EvaluationException.CONFLICT);
              assertThat(e.detail()).isEqualTo(message);
            });
  }

  @Test
  void functionMatchesPatternsOfArguments() throws Exception {
    var rules = """
        f([x, _], {"k": y}) := x + y
        f("other", _) := 0
        p := [f([1, 2], {"k": 3}), f("other", 1)]
        q := f(input.xs, {"k": 3})
        """;

    assertThat(show(value(rules, "data.test.p"))).isEqualTo("[4, 0]");
    assertThat(show(value(rules, "data.test.q"))).isEqualTo("undefined");
  }

  @Test
  void functionWithManyConstantsChoosesByArgument() throws Exception {
    var rules = """
        f("a") := 1
        f("b") := 2
        f("c") := 3
        f("d") := 4
        f("e") := 5
        f(x) := 9 if is_number(x)
        p := [f("d"), f(7)]
        q := f("z")
        """;

    assertThat(show(value(rules, "data.test.p"))).isEqualTo("[4, 9]");
    assertThat(show(value(rules, "data.test.q"))).isEqualTo("undefined");
  }

  @Test
  void rulesAreChosenByAPlaceInTheInput() throws Exception {
    var rules = new StringBuilder();
    for (var i = 0; i < 20; i++) {
      rules.append("p := ").append(i).append(" if { input.n == ").append(i).append(" }\n");
    }
    rules.append("q contains \"always\"\n");
    for (var i = 0; i < 20; i++) {
      rules.append("q contains ").append(i).append(" if { ").append(i % 5)
          .append(" == input.n }\n");
    }

    assertThat(show(value(rules.toString(), "data.test.p"))).isEqualTo("3");
    assertThat(show(value(rules.toString(), "data.test.q")))
        .isEqualTo("{3, 8, 13, 18, \"always\"}");
  }

  @Test
  void memberOfASetIsFoundWithoutTheSet() throws Exception {
    var rules = """
        big contains x if { some x in input.xs; x > 1 }
        p if big[2]
        q if not big[1]
        r := [big[2], 3 in big]
        """;

    assertThat(show(value(rules, "data.test.p"))).isEqualTo("true");
    assertThat(show(value(rules, "data.test.q"))).isEqualTo("true");
    assertThat(show(value(rules, "data.test.r"))).isEqualTo("[2, true]");
  }

  @Test
  void generalReferencesBuildNestedDocuments() throws Exception {
    var rules = """
        pods[app][name].seen := true if { some pod in input.pods; app := pod.app; name := pod.name }
        byApp[app] contains name if { some pod in input.pods; app := pod.app; name := pod.name }
        p := pods.x
        """;

    assertThat(show(value(rules, "data.test.p")))
        .isEqualTo("{\"a\": {\"seen\": true}, \"c\": {\"seen\": true}}");
    assertThat(show(value(rules, "data.test.byApp")))
        .isEqualTo("{\"x\": {\"a\", \"c\"}, \"y\": {\"b\"}}");
    assertThat(show(value(rules, "data.test.byApp.y"))).isEqualTo("{\"b\"}");
  }

  @Test
  void comprehensionInALoopGivesWhatItGivesAlone() throws Exception {
    var rules = """
        groups[app] := names if {
          some pod in input.pods
          app := pod.app
          names := [other.name | some other in input.pods; other.app == app]
        }
        none := [names | some app in ["z", "x"]; names := {o.name | some o in input.pods; o.app == app}]
        """;

    assertThat(show(value(rules, "data.test.groups")))
        .isEqualTo("{\"x\": [\"a\", \"c\"], \"y\": [\"b\"]}");
    assertThat(show(value(rules, "data.test.none"))).isEqualTo("[set(), {\"a\", \"c\"}]");
  }

  @Test
  void packageGivesRulesAndBaseDocuments() throws Exception {
    var data = object("{\"test\": {\"base\": 1, \"sub\": {\"x\": 2}}, \"other\": 3}");

    assertThat(show(value("p := 1\nq if false\nf(x) := x", "data.test", data)))
        .isEqualTo("{\"base\": 1, \"p\": 1, \"sub\": {\"x\": 2}}");
    assertThat(show(value("p := 7", "data[input.place].p", data))).isEqualTo("undefined");
    assertThat(show(value("p := 7", "[x | some name; x := data[name].p]", data))).isEqualTo("[7]");
  }

  @Test
  void withReplacesForItsExpressionOnly() throws Exception {
    var rules = """
        user := input.user
        size := count(input.xs)
        base := data.base.x
        p := [a, b] if { a := user with input.user as "eve"; b := user }
        q := [a, b] if { a := size with count as 7; b := size }
        r := [a, b] if { a := base with data.base as {"x": 8}; b := user with data.test.user as "w" }
        double(x) := 2 * x
        s := y if { y := double(4) with double as half }
        half(x) := x / 2
        """;
    var data = object("{\"base\": {\"x\": 5}}");

    assertThat(show(value(rules, "data.test.p", data))).isEqualTo("[\"eve\", \"bob\"]");
    assertThat(show(value(rules, "data.test.q", data))).isEqualTo("[7, 4]");
    assertThat(show(value(rules, "data.test.r", data))).isEqualTo("[8, \"w\"]");
    assertThat(show(value(rules, "data.test.s", data))).isEqualTo("2");
  }

  @Test
  void errorOfAFunctionIsUndefinedUnlessErrorsAreStrict() throws Exception {
    var policy = policy("p := 1 / input.zero");
    var query = policy.prepare("data.test.p");
    var input = Input.of(object("{\"zero\": 0}"), ObjectValue.EMPTY);

    assertThat(query.value(input)).isNull();
    assertThatThrownBy(() -> query.value(input.withStrictErrors(true)))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("test.rego:2: eval_builtin_error: div: divide by zero");
  }

  @Test
  void printGivesALineForEachCombination() throws Exception {
    var options = new CompileOptions(false, true, Set.of(), List.of(), backend);
    var source = source("p if { some x in input.xs; print(\"x\", x, input.missing); x > 2 }");
    var lines = new ArrayList<String>();

    var query = Policy.compile(List.of(source), options).prepare("data.test.p");
    query.value(Input.of(object(INPUT), ObjectValue.EMPTY).withPrint(lines::add));

    assertThat(lines).containsExactly("x 1 <undefined>", "x 2 <undefined>", "x 3 <undefined>");
  }

  @Test
  void queryShowsItsVariablesAndTheValuesOfItsExpressions() throws Exception {
    var query = policy("p := 1").prepare("x = input.xs[i]; x > 2; data.test.p");

    var solutions = query.solutions(Input.of(object(INPUT), ObjectValue.EMPTY));

    assertThat(solutions).hasSize(1);
    assertThat(solutions.getFirst().bindings()).containsOnly(entry("x", IntegerValue.of(3)),
        entry("i", IntegerValue.of(2)));
  }

  @Test
  void evaluationsDoNotSeeEachOther() throws Exception {
    var query = policy("p := input.n\nseen contains x if { some x in input.xs }")
        .prepare("data.test");

    var first = query.value(Input.of(object("{\"n\": 1, \"xs\": [1]}"), ObjectValue.EMPTY));
    var second = query.value(Input.of(object("{\"xs\": [2]}"), ObjectValue.EMPTY));
    var third = query.value(Input.of(null, ObjectValue.EMPTY));

    assertThat(show(first)).isEqualTo("{\"p\": 1, \"seen\": {1}}");
    assertThat(show(second)).isEqualTo("{\"seen\": {2}}");
    assertThat(show(third)).isEqualTo("{\"seen\": set()}");
  }

  private @Nullable Value value(String rules, String query) throws Exception {
    return value(rules, query, ObjectValue.EMPTY);
  }

  private @Nullable Value value(String rules, String query, ObjectValue data)
      throws Exception {
    return policy(rules).prepare(query).value(Input.of(object(INPUT), data));
  }

  private Policy policy(String rules) throws PolicyException {
    return Policy.compile(List.of(source(rules)), CompileOptions.DEFAULT.withBackend(backend));
  }

  private Source source(String rules) {
    return new Source("test.rego", "package test\n" + rules, RegoVersion.V1);
  }

  private ObjectValue object(String json) throws TextException {
    return (ObjectValue) Json.parse(json);
  }

  private String show(@Nullable Value value) {
    return value == null ? "undefined" : value.toString();
  }
}
