package dev.gatehouse.cli.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tools do beside printing what opa prints. */
class RegoToolsTest {

  private static final String EXAMPLES = "src/test/resources/dev/gatehouse/cli/rego/examples/";

  @Test
  void showsTheLineOfAnErrorWithACaret() {
    var ran = Tool.run("check", EXAMPLES + "bad.rego");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.errors()).endsWith("undefined function f\n\ty := f(1)\n\t     ^\n");
  }

  @Test
  void countsTestsAndTheirCases() {
    var ran = Tool.run("test", EXAMPLES + "t");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.output()).endsWith("PASS: 8/16\nFAIL: 6/16\nSKIPPED: 1/16\nERROR: 1/16\n");
    assertThat(ran.output()).contains("  b: FAIL\n    y: FAIL\n", "eval_conflict_error");
  }

  @Test
  void runsOnlyTheTestsThatAreAskedFor() {
    assertThat(Tool.run("test", "-r", "test_ok$", EXAMPLES + "t").output())
        .isEqualTo("PASS: 1/1\n");
    assertThat(Tool.run("test", "-r", "todo", "-z", EXAMPLES + "t").code()).isZero();
  }

  @Test
  void readsQueryAndInputFromStandardInput() {
    assertThat(Tool.runWithInput("x := 7", "eval", "--stdin", "-f", "bindings").output())
        .isEqualTo("{\n  \"x\": 7\n}\n");
    assertThat(Tool.runWithInput("a: 1", "eval", "-I", "-f", "raw", "input.a").output())
        .isEqualTo("1\n");
  }

  @Test
  void takesNoNumberThatIsTooLongForAText() {
    var ran = Tool.runWithInput("1".repeat(5000), "eval", "-I", "type_name(input)");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.errors()).contains("number longer than 1000 characters at line 1, column 1");
  }

  @Test
  void overwritesFilesThatAreNotFormatted(@TempDir Path folder) throws IOException {
    var file = folder.resolve("a.rego");
    Files.writeString(file, "package a\np  :=  1\n");
    assertThat(Tool.run("fmt", "-d", folder.toString()).output())
        .contains("-p  :=  1\n+\n+p := 1");
    assertThat(Tool.run("fmt", "-l", "--fail", folder.toString()).code()).isEqualTo(2);
    assertThat(Tool.run("fmt", "-w", folder.toString()).output()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo("package a\n\np := 1\n");
    assertThat(Tool.run("fmt", "-l", "--fail", folder.toString()).code()).isZero();
  }

  @Test
  void evaluatesTheBundleThatItBuilt(@TempDir Path folder) {
    var bundle = folder.resolve("out.tar.gz").toString();
    assertThat(Tool.run("build", "-b", EXAMPLES + "bd", "-o", bundle).code()).isZero();
    assertThat(Tool.run("eval", "-b", bundle, "-f", "raw", "data.x.k").output())
        .isEqualTo("2\n");
  }

  @Test
  void saysThatAValueIsTooDeepToBeShown(@TempDir Path folder) throws IOException {
    var rules = new StringBuilder("package a\n\nr0 := 1\n");
    for (var i = 1; i < 480; i++) {
      rules.append("r%d := %sr%d%s%n".formatted(i, "[".repeat(200), i - 1, "]".repeat(200)));
    }
    var file = folder.resolve("a.rego");
    Files.writeString(file, rules);
    var ran = Tool.run("eval", "-f", "pretty", "-d", file.toString(), "data.a.r479");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.errors()).isEqualTo("1 error occurred: data.a.r479: eval_limit_error:"
        + " a value is nested too deep to be shown\n");
  }

  @Test
  void endsQueriesByErrorsOfFunctionsIfAsked() {
    var ran = Tool.runWithInput("1/0\nstrict-builtin-errors\n1/0\ndump\n", "repl");
    assertThat(ran.output()).isEqualTo(
        "undefined\n1 error occurred: 1/0: eval_builtin_error: div: divide by zero\n{}\n");
  }

  @Test
  void keepsRulesBetweenLines() {
    var lines = "x := 1\nis_one if x == 1\nis_one\nimport data.q\nshow\ny :=\nexit\n";
    var ran = Tool.runWithInput(lines, "repl");
    assertThat(ran.output()).startsWith("true\npackage repl\n\nimport data.q\n\nx := 1\n");
    assertThat(ran.output()).endsWith("unexpected eof token\n\ty :=\n\t   ^\n");
  }

  @Test
  void readsOnWhileABracketIsOpen() {
    var ran = Tool.runWithInput("p contains y if {\n  some y in [1]\n}\np[1]\n", "repl");
    assertThat(ran.output()).isEqualTo("1\n");
  }

  @Test
  void tracesQueriesAndTellsNames() {
    var ran = Tool.runWithInput(":trace full\n1 < 2\n:names json.mars\n", "repl");
    assertThat(ran.output()).contains("| Eval lt(1, 2, _)\n", "true\njson.marshal\n");
  }

  @Test
  void showsTheValuesOfATestThatFails() {
    var ran = Tool.run("test", "--var-values", "-r", "test_bad", EXAMPLES + "t");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.output()).contains("FAILURES\n");
  }

  @Test
  void refusesWhatIsNotOffered() {
    assertThat(Tool.run("build", "-t", "wasm", EXAMPLES + "p.rego").output())
        .isEqualTo("error: target wasm is not offered, only rego\n");
  }

  @Test
  void knowsOnlyTheFunctionsThatCapabilitiesList(@TempDir Path folder) throws IOException {
    var file = folder.resolve("capabilities.json");
    Files.writeString(file, """
        {"builtins": [{"name": "count", "decl": {"args": [{"type": "any"}],
          "result": {"type": "number"}}}], "features": ["rego_v1"]}""");
    var capabilities = "--capabilities=" + file;
    assertThat(Tool.run("eval", capabilities, "-f", "raw", "count([1])").output())
        .isEqualTo("1\n");
    assertThat(Tool.run("eval", capabilities, "-f", "raw", "sum([1])").errors())
        .contains("undefined function sum");
  }

  @Test
  void failsIfThereIsNoResult() {
    assertThat(Tool.run("eval", "--fail", "input").code()).isEqualTo(1);
    assertThat(Tool.run("eval", "--fail-defined", "1").code()).isEqualTo(1);
    assertThat(Tool.run("eval").code()).isEqualTo(1);
    assertThat(Tool.run("eval", "--nonsense", "1").code()).isEqualTo(1);
  }

  @Test
  void stopsAtTheTimeLimit() {
    var ran = Tool.run("eval", "--timeout", "50ms", "count(numbers.range(1, 3000)[_] < "
        + "numbers.range(1, 3000)[_]) > numbers.range(1, 3000)[_]; "
        + "x := numbers.range(1, 3000)[_] * numbers.range(1, 3000)[_] * numbers.range(1, 3000)[_]; x < 0");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void countsTheDecisionsThatFlagsForbid(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("p.rego"), """
        package d

        none := null

        object := {}

        array := []
        """);
    var input = folder.resolve("in.json");
    Files.writeString(input, "{}");
    assertThat(decided(folder, "d/none", "--fail")).contains("there were 1 failures and 0 errors");
    assertThat(decided(folder, "d/none", "--fail-defined")).isEmpty();
    assertThat(decided(folder, "d/object", "--fail-non-empty")).contains("1 failures");
    assertThat(decided(folder, "d/array", "--fail-non-empty")).isEmpty();
    assertThat(decided(folder, "d/nothing", "--fail")).contains("0 failures and 1 errors");
    assertThat(decided(folder, "d/nothing", "--fail-defined")).isEmpty();
    assertThat(Tool.run("exec", "--fail", "--fail-defined", input.toString()).errors())
        .isEqualTo("error: specify --fail or --fail-defined but not both\n");
    assertThat(Tool.run("exec", "--set", "a=b", input.toString()).errors())
        .startsWith("error: configuration is not offered");
    assertThat(Tool.run("exec").code()).isEqualTo(1);
  }

  private static String decided(Path folder, String decision, String flag) {
    var ran = Tool.run("exec", "-d", folder.resolve("p.rego").toString(), "--decision", decision,
        flag, folder.resolve("in.json").toString());
    assertThat(ran.code()).isEqualTo(ran.errors().isEmpty() ? 0 : 1);
    return ran.errors();
  }

  @Test
  void refusesByNameWhatOnlyAServerHas() {
    assertThat(Tool.run("bench", "--e2e", "1").errors()).contains("--e2e");
    assertThat(Tool.run("bench", "--package", "a", "1").errors()).contains("--package");
    assertThat(Tool.run("build", "--plan-addons", "x", EXAMPLES + "p.rego").output())
        .contains("plan");
  }

  @Test
  void explainsFailedTestsWhereSomebodyAsks() {
    var ran = Tool.run("test", "--explain", "notes", "-r", "test_bad$", EXAMPLES + "t");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.output()).contains("FAILURES", "data.p_test.test_bad: FAIL");
    assertThat(
        Tool.run("test", "--explain", "full", "-f", "json", "-r", "test_bad$", EXAMPLES + "t")
            .output())
        .contains("\"trace\": [", "\"Op\": \"Enter\"");
    assertThat(Tool.run("test", "--explain", "off", EXAMPLES + "t").code()).isEqualTo(1);
  }

  @Test
  void printsJsonOfBenchmarksOfTests() {
    assertThat(Tool.run("test", "--bench", "-f", "json", "-r", "nosuch", EXAMPLES + "t").output())
        .isEqualTo("[]\n");
    assertThat(
        Tool.run("test", "--bench", "-f", "json", "-r", "test_bad$", EXAMPLES + "t").output())
        .startsWith("[\n").contains("\"fail\": true");
  }

  @Test
  void refusesTargetsThatAreNotOffered() {
    assertThat(Tool.run("eval", "-t", "wasm", "1").code()).isEqualTo(2);
    assertThat(Tool.run("eval", "-t", "nosuch", "1").code()).isEqualTo(1);
    assertThat(Tool.run("test", "-t", "wasm", EXAMPLES + "t").code()).isEqualTo(2);
    assertThat(Tool.run("test", "-t", "nosuch", EXAMPLES + "t").code()).isEqualTo(1);
  }

  @Test
  void asksForOneQueryAndOneUseOfStandardInput() {
    assertThat(Tool.run("eval", "--stdin", "1").code()).isEqualTo(1);
    assertThat(Tool.run("eval", "--stdin", "-I").code()).isEqualTo(1);
    assertThat(Tool.run("bench").code()).isEqualTo(1);
    assertThat(Tool.run("exec", "--bundle", EXAMPLES + "bd", "-I").errors())
        .contains("cannot execute on empty input");
  }
}
