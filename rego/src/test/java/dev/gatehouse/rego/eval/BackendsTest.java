package dev.gatehouse.rego.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both backends give the same: results, prints, errors with their places, and the same limits. */
class BackendsTest {

  private static final String INPUT = """
      {"n": 3, "xs": [1, 2, 3, 2], "o": {"a": 1, "b": 2, "c": {"d": [4, 5]}}, "user": "bob",
       "pods": [{"name": "a", "app": "x"}, {"name": "b", "app": "y"}, {"name": "c", "app": "x"}],
       "grid": [[1, 2], [3, 4], [5, 6]], "text": "one,two,three"}
      """;
  private static final String DATA = """
      {"base": {"k": {"v": 1}, "list": [{"id": 1}, {"id": 2}]}, "test": {"extra": 7}}
      """;
  private static final Duration LONG = Duration.ofMinutes(1);

  private static final String HELPERS = """
      double(x) := 2 * x
      half(x) := x / 2
      pick("a") := 1
      pick("b") := 2
      pick(x) := 3 if is_number(x)
      default pick(_) := 9
      twice(x) := y if { y := input.xs[_]; y == x }
      big contains x if { some x in input.xs; x > 1 }
      pairs[k] := v if { some k, v in input.o; k != "c" }
      nested[a][b] := true if { some p in input.pods; a := p.app; b := p.name }
      members[a] contains b if { some p in input.pods; a := p.app; b := p.name }
      user := input.user
      chosen := "low" if input.n < 2
      else := "middle" if input.n < 5
      else := "high"
      """;

  /** Statements for a body where x, y and z are numbers or text that earlier statements bind. */
  private static final List<String> STATEMENTS = List.of(
      "some x in input.xs", "some y, v0 in input.o", "x := input.n", "y := double(3)",
      "z := [a | some a in input.xs; a > 1]", "z := {p.app: q | some p in input.pods; q := p.app}",
      "not input.missing", "not input.xs[2] == 3", "every e in input.xs { e < 4 }",
      "every k, e in input.o { k != \"z\"; e }", "input.xs[i] == 2", "big[2]", "not big[1]",
      "pairs.a == 1", "nested.x[w]", "count(members.x) == 2", "user == \"bob\"",
      "walk(input.o, [path, 4])", "data.base[b1][b2]", "some b3; data.base.list[b3].id == 2",
      "user == \"eve\" with input.user as \"eve\"",
      "s1 := count(input.xs) with count as 7", "s2 := double(4) with double as half",
      "data.base.k.v == 5 with data.base.k as {\"v\": 5}",
      "some c1 in input.xs; c1 > 2 with input.n as c1", "pick(input.n) == 3",
      "t1 := sprintf(\"%v-%v\", [input.n, chosen])", "[l1, [l2, _]] = [1, [input.n, 3]]",
      "{\"name\": n1, \"app\": \"x\"} = input.pods[_]", "u1 := input.n / 0", "u2 := twice(2)",
      "u3 := {k: v | k := \"k\"; v := input.xs[_]}", "input.n == 3", "input.grid[g][h] > 2",
      "print(\"n\", input.n, input.missing)", "o1 := object.get(input, [\"o\", \"c\"], 0)",
      "startswith(input.text, \"one\")", "p1 := split(input.text, \",\")[_]",
      "{1, input.n} == {3, 1}", "r1 := [j | j := input.grid[_][_]; not j == 3]",
      "m1 := {app: names | some p in input.pods; app := p.app; names := {q.name | some q in input.pods; q.app == app}}");

  private static final List<String> HEADS = List.of("p", "p := input.n", "p := [input.n, user]",
      "p := {\"u\": user, \"n\": input.n}", "p contains input.n", "p contains {user, input.n}",
      "p[user] := input.n", "p[user] contains input.n", "p[input.n].deep[user] := true");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomRulesGiveTheSame(int seed) throws Exception {
    var random = new Random(seed);
    for (var i = 0; i < 20; i++) {
      assertSame(rules(random), random.nextBoolean() ? "data.test.p" : "x = data.test[y]");
    }
  }

  private static String rules(Random random) {
    var rules = new StringBuilder(HELPERS);
    var head = HEADS.get(random.nextInt(HEADS.size()));
    for (var rule = 0; rule <= random.nextInt(3); rule++) {
      var body = new ArrayList<String>();
      for (var i = 0; i <= random.nextInt(6); i++) {
        var statement = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
        if (!body.contains(statement) && isFresh(statement, body)) {
          body.add(statement);
        }
      }
      rules.append(head).append(" if {\n").append(String.join("\n", body)).append("\n}\n");
    }
    return rules.toString();
  }

  /** No variable is declared twice in a body. */
  private static boolean isFresh(String statement, List<String> body) {
    return body.stream().noneMatch(known -> List.of("x", "y", "z").stream()
        .anyMatch(name -> declares(known, name) && declares(statement, name)));
  }

  private static boolean declares(String statement, String name) {
    return statement.startsWith(name + " :=") || statement.startsWith("some " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[x, y]", "[a | a := data.test.p[_]]", "x := data.test; y := input.n",
      "data.test.big[x] with input.xs as [5, 6]", "input.xs[i] = x; not x == 2; walk(x, y)",
      "some k; data.base[k]; z = count(data.base) with count as 3"})
  void queriesGiveTheSame(String query) throws Exception {
    var bound = query.equals("[x, y]") ? "x = 1; y = [x, 2]; [x, y]" : query;
    assertSame(HELPERS + "p contains x if some x in input.xs", bound);
  }

  @Test
  void longRuleThatBecomesSeveralMethodsGivesTheSame() throws Exception {
    var body = new StringBuilder("some x in input.xs\n");
    for (var i = 0; i < 300; i++) {
      body.append("v").append(i).append(" := [x, ").append(i).append(", ")
          .append(i == 0 ? "x" : "v" + (i - 1) + "[0]").append("]\n");
      if (i % 40 == 0) {
        body.append("some w").append(i).append(" in [x, input.n]\nw").append(i).append(" > 0\n");
      }
    }
    assertSame("p contains [x, v299] if {\n" + body + "x == 3\n}", "data.test.p",
        List.of(1L, 1000L, 2000L));
  }

  @Test
  void ruleTooLargeForAClassGivesTheSame() throws Exception {
    var fields = IntStream.range(0, 6000).mapToObj(i -> "\"k" + i + "\": input.n").toList();

    assertSame("p := count({" + String.join(", ", fields) + "})\nq := input.n + 1",
        "x = data.test.p; y = data.test.q", List.of(1L, 100_000L));
  }

  @Test
  void manyRulesGiveTheSame() throws Exception {
    var rules = new StringBuilder();
    for (var i = 0; i < 1500; i++) {
      rules.append("p contains ").append(i).append(" if { input.n + ").append(i % 7)
          .append(" > 5; some x in input.xs; x == ").append(i % 4).append(" }\n");
    }

    assertSame(rules.toString(), "count(data.test.p, x)", List.of(1000L, 100_000L));
  }

  private static void assertSame(String rules, String query) throws Exception {
    assertSame(rules, query, List.of(1L, 2L, 3L, 5L, 8L, 13L, 21L, 34L, 55L, 89L, 144L, 100_000L));
  }

  /** With each number as the limit of steps, and of values that may be built. */
  private static void assertSame(String rules, String query, List<Long> limits) throws Exception {
    var closures = query(rules, query, Backend.CLOSURES);
    var classes = query(rules, query, Backend.CLASSES);
    for (var limit : limits) {
      assertSame(closures, classes, new Limits(limit, 500, LONG, 100_000), rules);
      assertSame(closures, classes, new Limits(100_000, 500, LONG, limit), rules);
    }
    for (var depth = 1; depth < 6; depth++) {
      assertSame(closures, classes, new Limits(100_000, depth, LONG, 100_000), rules);
    }
  }

  private static void assertSame(Query closures, Query classes, Limits limits, String rules)
      throws Exception {
    for (var strict : List.of(true, false)) {
      assertThat(outcome(classes, limits, strict)).as("%s%n%s", limits, rules)
          .isEqualTo(outcome(closures, limits, strict));
    }
  }

  private static List<String> outcome(Query query, Limits limits, boolean strict)
      throws Exception {
    var outcome = new ArrayList<String>();
    var input = Input.of(Json.parse(INPUT), (ObjectValue) Json.parse(DATA)).withLimits(limits)
        .withStrictErrors(strict).withPrint(outcome::add)
        .withErrors(e -> outcome.add(e.location() + " " + e.getMessage()));
    try {
      query.solutions(input).forEach(s -> outcome.add(s.bindings() + " " + s.expressions()));
      outcome.add(String.valueOf(query.value(input)));
    } catch (EvaluationException e) {
      outcome.add(e.location() + " " + e.getMessage());
    }
    return outcome;
  }

  private static Query query(String rules, String query, Backend backend) throws PolicyException {
    var source = new Source("test.rego", "package test\n" + rules, RegoVersion.V1);
    var options = new CompileOptions(false, true, Set.of(), List.of(), backend);
    return Policy.compile(List.of(source), options).prepare(query);
  }
}
