package dev.gatehouse.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What errors an evaluation comes to is what OPA comes to. */
class SettledQueryTest {

  private static final Input NOTHING = Input.of(null, ObjectValue.EMPTY);

  private static Query query(String rules, String query) throws PolicyException {
    var source = new Source("a.rego", "package a\n" + rules, RegoVersion.V1);
    return Policy.compile(List.of(source), CompileOptions.DEFAULT).prepare(query);
  }

  @Test
  void passesOverTheErrorOfARuleThatTheIndexRulesOut() throws PolicyException {
    var query = query("p if {\n  to_number(\"x\") == 1\n  1 in input\n}", "data.a.p");

    assertThat(query.value(Input.of(ObjectValue.EMPTY, ObjectValue.EMPTY).withStrictErrors(true)))
        .isNull();
  }

  @Test
  void reportsTheErrorOfAFunctionBeforeAConflict() throws PolicyException {
    var query = query("p := 1 if not to_number(\"x\") == 1\np := 2\np := 3", "data.a.p");

    assertThatThrownBy(() -> query.value(NOTHING.withStrictErrors(true)))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("to_number");
    assertThatThrownBy(() -> query.value(NOTHING))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("complete rules must not produce multiple outputs");
  }

  @Test
  void givesTheSameValuesInBothOrders() throws PolicyException {
    for (var text : List.of("x = data.a.p", "data.a.p", "y := 1; data.a.p")) {
      var query = query("p := 5", text);

      assertThat(query.value(NOTHING.withStrictErrors(true)))
          .isEqualTo(query.value(NOTHING));
    }
    assertThat(query("p := 5", "x = data.a.p").solutions(NOTHING.withStrictErrors(true)))
        .singleElement()
        .satisfies(solution -> assertThat(solution.bindings())
            .containsExactly(Map.entry("x", IntegerValue.of(5))));
  }

  @Test
  void printsOnceWhatOpaPrintsBeforeAndAfterAStrictError() throws PolicyException {
    var rules = "p contains x if {\n  some x in [1, 2]\n  print(x)\n  to_number(input.x)\n}";
    var source = new Source("a.rego", "package a\n" + rules, RegoVersion.V1);
    var printing = new CompileOptions(false, true, Set.of(), List.of());
    var query = Policy.compile(List.of(source), printing).prepare("data.a.p");

    assertThat(strictLines(query, ObjectValue.EMPTY.with("x", StringValue.of("a"))))
        .containsExactly("1", "2");
    assertThat(strictLines(query, ObjectValue.EMPTY.with("x", StringValue.of("3"))))
        .containsExactly("1", "2");
  }

  private static List<String> strictLines(Query query, ObjectValue input) {
    var lines = new ArrayList<String>();
    var given = Input.of(input, ObjectValue.EMPTY).withStrictErrors(true).withPrint(lines::add);
    try {
      query.value(given);
    } catch (EvaluationException e) {
      assertThat(e.code()).isEqualTo(EvaluationException.BUILTIN);
    }
    return lines;
  }

  @Test
  void looksAtADocumentThatStandsInForAFunctionWhereItIsCalled() throws PolicyException {
    var rules = """
        f(x) := x
        q := "other"
        u := 1 if false
        p := x if x := f(1) with f as q
        r if f(1) with f as u
        """;

    assertThat(query(rules, "data.a.p").value(NOTHING)).isEqualTo(StringValue.of("other"));
    assertThat(query(rules, "data.a.r").value(NOTHING)).isNotNull();
  }
}
