package dev.gatehouse.rego.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources made to exhaust the stack, the memory or the time of the parser. */
class HostileSourceTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static Module parse(String source) throws PolicyException {
    return Parser.parseModule(new Source("test.rego", source, RegoVersion.V1));
  }

  private static void refuses(String source, String message) {
    assertTimeoutPreemptively(
        SOON,
        () -> assertThatExceptionOfType(PolicyException.class)
            .isThrownBy(() -> parse(source))
            .satisfies(e -> assertThat(e.issues().getLast().message()).isEqualTo(message)));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "[", "{", "(", "{\"a\": ", "f(", "x[", "[1 | ", "{x | ", "[{(", "{1, ", "not {", "a and {",
      "(a or ", "$\"{", "{x: y | ", "every x in y { ", "x == [", "-x["
  })
  void refusesTenThousandNestedBrackets(String open) {
    var prefix = "package a\n\nimport future.keywords\n\np if {\n";
    refuses(prefix + open.repeat(10_000), "max parsing recursion depth exceeded");
  }

  @Test
  void refusesTreesThatChainsOfOperatorsMakeDeep() {
    refuses(
        "package a\n\np := 1" + " + 1".repeat(100_000), "max parsing recursion depth exceeded");
  }

  @Test
  void refusesChainsOfElseWithoutEnd() {
    refuses(
        "package a\n\np if { false }" + " else := 1 if { false }".repeat(100_000),
        "max parsing recursion depth exceeded");
  }

  @Test
  void refusesChainsOfCallsWithoutEnd() {
    refuses("package a\n\np := f(1)" + ".x(1)".repeat(100_000),
        "max parsing recursion depth exceeded");
  }

  @Test
  void acceptsNestingThatPeopleWrite() {
    assertThatNoException()
        .isThrownBy(() -> parse("package a\n\np := " + "[".repeat(200) + "]".repeat(200)));
  }

  @Test
  void acceptsTokensOfAMegabyte() {
    var length = 1 << 20;
    assertThatNoException()
        .isThrownBy(
            () -> {
              parse("package a\n\np := \"" + "x".repeat(length) + "\"");
              parse("package a\n\n" + "x".repeat(length) + " := 1");
              parse("package a\n\n#" + "x".repeat(length));
              parse("package a\n\np := `" + "\n".repeat(length) + "`");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1000000", "1e-1000000", "1e30104", "-1e99999", "1e2147483647"})
  void refusesNumbersThatCostTooMuch(String number) {
    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> parse("package a\n\nimport data.x\n\ndefault p := " + number))
        .satisfies(e -> assertThat(e.issues().getFirst().message()).isEqualTo("number too big"));
  }

  @Test
  void refusesNumbersOfAMegabyte() {
    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> parse("package a\n\ndefault p := " + "9".repeat(1 << 20)))
        .satisfies(e -> assertThat(e.issues().getFirst().message()).isEqualTo("number too big"));
  }

  @Test
  void readsALongModuleInLinearTime() {
    var module = "package a\n"
        + "p contains x if { some x in [1, {\"a\": x | y}] }\n".repeat(20_000);
    assertTimeoutPreemptively(
        SOON, () -> assertThat(parse(module).rules()).hasSize(20_000));
  }

  @Test
  void readsAlternativesThatFailLateOnlyOnce() {
    var depth = 60;
    var source = "package a\n\np if " + "{ x | ".repeat(depth) + "true" + " }".repeat(depth);
    assertTimeoutPreemptively(
        SOON, () -> assertThat(parse(source).rules()).hasSize(1));
  }
}
