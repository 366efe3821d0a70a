package dev.gatehouse.rego.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.syntax.Parser;
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
    var source = new Source("a.rego", "package a\n\n" + rules, RegoVersion.V1);
    Policy.compile(List.of(source), CompileOptions.DEFAULT);
  }

  private static CheckedPolicy check(String rules) throws PolicyException {
    var source = new Source("a.rego", "package a\n\n" + rules, RegoVersion.V1);
    return Compiler.check(List.of(Parser.parseModule(source)), CompileOptions.DEFAULT);
  }
}
