package dev.gatehouse.rego.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.search.Settings;
import dev.gatehouse.rego.syntax.AstJson;
import dev.gatehouse.rego.syntax.Parser;
import dev.gatehouse.rego.trace.Coverage;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Modules made to take long: the work must grow with their size and no faster. */
@Timeout(60)
final class HostileModuleTest {

  @Test
  void compilesTenThousandRulesOfOneName() throws PolicyException {
    var policy = check(lines(10_000, i -> "p contains " + i + " if input.x[" + i + "]"));
    assertThat(policy.definitions()).hasSize(10_000);
  }

  @Test
  void compilesTenThousandRulesThatReferToEachOther() throws PolicyException {
    var policy = check(lines(10_000, i -> "p" + i + " if p" + (i + 1)) + "\np10000 := true");
    assertThat(policy.definitions()).hasSize(10_001);
  }

  @Test
  void findsTheCycleOfTenThousandRules() {
    assertThat(issues(lines(10_000, i -> "p" + i + " if p" + (i + 1) % 10_000))).isPositive();
  }

  @Test
  void ordersFiveThousandExpressionsThatStandUpsideDown() throws PolicyException {
    var body = lines(5000, i -> "x" + (5000 - i) + " = x" + (4999 - i) + " + 1");
    var policy = check("p if {\n" + body + "\nx0 = input.x\n}");
    assertThat(policy.definitions().getFirst().rule().body().expressions()).hasSize(10_001);
  }

  @Test
  void reportsFiveThousandExpressionsWithoutABeginning() {
    var body = lines(5000, i -> "x" + (5000 - i) + " = x" + (4999 - i) + " + 1");
    assertThat(issues("p if {\n" + body + "\n}")).isEqualTo(5001);
  }

  @Test
  void ordersFiveThousandComprehensions() throws PolicyException {
    check("p if {\n" + lines(5000, i -> "x" + i + " := [y | y := input.x[_]]\nx" + i) + "\n}");
  }

  @Test
  void unifiesAThousandVariablesWithAThousand() throws PolicyException {
    var left = IntStream.range(0, 1000).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
    var right = IntStream.range(0, 1000).mapToObj(i -> "y" + i).collect(Collectors.joining(","));
    check("p if {\n[" + left + "] = [" + right + "]\n[" + right + "] = input.x\n}");
  }

  @Test
  void checksTypesOfNestedComprehensions() throws PolicyException {
    check("p := " + "[x | x := ".repeat(40) + "1" + "]".repeat(40));
  }

  @Test
  void joinsTheTypesOfThousandsOfShapes() throws PolicyException {
    check(lines(3000, i -> "p := {\"k" + i + "\": 1} if input.x == " + i));
  }

  @Test
  void plansThousandsOfNegationsInOneBody() throws PolicyException {
    compile("p if {\n" + lines(20_000, i -> "not input.x" + i + " == count(input.y)") + "\n}");
  }

  @Test
  void compilesThirtyThousandRulesThatTellOneArgumentApart() throws PolicyException {
    compile(lines(30_000, i -> "f(" + i + ") := " + i));
  }

  @Test
  void compilesRulesOfWhichHalfTellOneArgumentApart() throws PolicyException {
    compile(lines(15_000, i -> "f(" + i + ") := 1\nf(x) := 1 if x > " + i));
  }

  @Test
  void readsTheMetadataOfThirtyThousandRules() throws PolicyException {
    check(lines(30_000, i -> "# METADATA\n# title: t" + i + "\nr" + i + " := 1"));
  }

  @Test
  void refusesMetadataThatFillsTheMemoryWhenItIsShown() {
    var metadata = "# METADATA\n# scope: document\n# custom:\n"
        + lines(10_000, i -> "#   k" + i + ": v");
    var rules = lines(2000, i -> "p contains [" + i + ", rego.metadata.chain()]");
    assertThat(issues(metadata + "\n" + rules)).isPositive();
  }

  @Test
  void findsCyclesOfRulesThatEachReferToAll() {
    assertThat(issues(lines(10_000, i -> "p" + i + " if data.a[input.x" + i + "]"))).isPositive();
  }

  @Test
  void compilesRulesThatEachReferToThousandsOfTypes() throws PolicyException {
    check(
        lines(5000, i -> "q.a" + i + " := {\"b" + i + "\": 1}") + "\n"
            + lines(5000, i -> "p" + i + " := q[input.x" + i + "].c" + i));
  }

  @Test
  void joinsTheTypesOfTheMembersOfALargeSet() throws PolicyException {
    check("p := {" + lines(20_000, i -> "{\"a" + i + "\": 1},") + "1}");
  }

  @Test
  void unifiesObjectsOfThousandsOfKeys() throws PolicyException {
    var left = lines(20_000, i -> "\"a" + i + "\": x" + i + ",");
    var right = lines(20_000, i -> "\"a" + i + "\": " + i + ",");
    compile("p if {" + left + "} = {" + right + "}");
  }

  @Test
  void unifiesObjectsOfWhichEachValueWaitsForTheNext() throws PolicyException {
    var left = lines(20_000, i -> "\"a" + i + "\": x" + i + ",");
    var right = lines(20_000, i -> "\"a" + i + "\": x" + (i + 1) + ",");
    compile("p if {\n{" + left + "} = {" + right + "}\nx20000 = 1\n}");
  }

  @Test
  void ordersTenThousandRulesThatAskForDifferentPlaces() throws PolicyException {
    compile(lines(10_000, i -> "p := " + i + " if { input.a == " + i + "; input.b" + i + " }"));
  }

  @Test
  void plansAHundredThousandTestsInOneBody() throws PolicyException {
    compile("p if {\n" + lines(100_000, i -> "input.x" + i + " == " + i) + "\n}");
  }

  @Test
  void findsTenThousandUnusedVariables() {
    var source = source("p if {\n" + lines(10_000, i -> "x" + i + " := input.x") + "\n}");
    assertThatThrownBy(
        () -> Policy.compile(List.of(source), CompileOptions.DEFAULT.withStrict(true)))
        .isInstanceOfSatisfying(
            PolicyException.class, e -> assertThat(e.issues()).hasSize(10_000));
  }

  @Test
  void writesTheMetadataOfTenThousandRules() throws PolicyException {
    var rules = lines(10_000, i -> "# METADATA\n# title: t" + i + "\nr" + i + " := 1");
    var json = AstJson.of(Parser.parseModule(source(rules)), true);
    assertThat(json.get("annotations")).isInstanceOfSatisfying(
        ArrayValue.class, annotations -> assertThat(annotations.size()).isEqualTo(10_000));
  }

  @Test
  void evaluatesThousandsOfExpressionsWhileObserved() throws PolicyException {
    var body = lines(10_000, i -> "x" + i + " := input.x" + i);
    var policy = Policy.compile(List.of(source("p if {\n" + body + "\n}")), CompileOptions.DEFAULT);
    var input = Input.of(ObjectValue.EMPTY, ObjectValue.EMPTY);
    var query = policy.observe("data.a.p", RegoVersion.V1);
    assertThat(query.solutions(input, Settings.DEFAULT, new Coverage())).isEmpty();
  }

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n"));
  }

  private static int issues(String rules) {
    try {
      check(rules);
      return 0;
    } catch (PolicyException e) {
      return e.issues().size();
    }
  }

  private static void compile(String rules) throws PolicyException {
    Policy.compile(List.of(source(rules)), CompileOptions.DEFAULT);
  }

  private static CheckedPolicy check(String rules) throws PolicyException {
    return Compiler.check(List.of(Parser.parseModule(source(rules))), CompileOptions.DEFAULT);
  }

  private static Source source(String rules) {
    return new Source("a.rego", "package a\n\n" + rules, RegoVersion.V1);
  }
}
