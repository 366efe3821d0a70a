package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.trust.text.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rego over facts about images keeps the contract of Sigstore's policy controller. */
class RegoFactPoliciesTest {

  private static final ObjectValue FACTS = ObjectValue.of("level", StringValue.of("high"));
  private static final String NOT_TRUE = "isCompliant is not true";

  private static String objection(String rules) throws MalformedException {
    return new RegoFactPolicies().compile("package sigstore\n" + rules.replace('~', '\n'))
        .objection(FACTS).orElse("none");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "isCompliant { input.level == \"high\" } | none",
      "import rego.v1~isCompliant if input.level == \"high\" | none",
      "default isCompliant = false~isCompliant { input.level == \"low\" } | " + NOT_TRUE,
      "isCompliant { input.level == \"low\" } | " + NOT_TRUE,
      "isCompliant = \"true\" | " + NOT_TRUE,
      "isCompliant = {\"result\": true} | " + NOT_TRUE,
      "isAllowed { true } | " + NOT_TRUE,
      "isCompliant { to_number(input.level) > 1 } | " + NOT_TRUE})
  void onlyTrueIsCompliant(String rules, String objection) throws MalformedException {
    assertThat(objection(rules)).isEqualTo(objection);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{\"result\": true} | none",
      "{\"result\": true, \"error\": \"\", \"warning\": \"\"} | none",
      "{\"result\": true, \"warning\": \"old\"} | warning: old",
      "{\"result\": false, \"error\": \"too old\", \"warning\": \"\"} | too old",
      "{\"result\": \"true\"} | " + NOT_TRUE,
      "{} | " + NOT_TRUE,
      "\"x\" | isCompliant holds a string where {result, error, warning} was expected"})
  void saysWhatTheResultsSay(String result, String objection) throws MalformedException {
    assertThat(objection("isCompliant[response] { response := " + result + " }"))
        .isEqualTo(objection);
    assertThat(objection("isCompliant = [" + result + "]")).isEqualTo(objection);
  }

  @Test
  void oneGoodResultIsEnough() throws MalformedException {
    assertThat(objection("""
        isCompliant[{"result": false, "error": "no"}] { true }
        isCompliant[{"result": true}] { true }
        """)).isEqualTo("none");
    assertThat(objection("isCompliant[x] { false; x := {\"result\": true} }")).isEqualTo(NOT_TRUE);
  }

  @Test
  void objectsWhenItFailsOrTakesTooLong() throws MalformedException {
    assertThat(objection("isCompliant = true { true }\nisCompliant = false { input.level }"))
        .startsWith("it failed: ");
    assertThat(objection("""
        isCompliant {
          many := numbers.range(1, 100000)
          count([1 | many[_]; many[_]]) > 0
        }
        """)).startsWith("it failed: ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "package other | expected package sigstore, found other",
      "isCompliant = true | package expected",
      "package sigstore~isCompliant { x } | unsafe",
      "package sigstore~isCompliant { http.send({}) } | http.send"})
  void refusesWhatCannotBeCompiled(String text, String fault) {
    assertThatThrownBy(() -> new RegoFactPolicies().compile(text.replace('~', '\n')))
        .isInstanceOf(MalformedException.class).hasMessageContaining(fault);
  }
}
