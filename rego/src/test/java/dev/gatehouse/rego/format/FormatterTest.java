package dev.gatehouse.rego.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.syntax.Parser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules beside the text that {@code opa fmt} of OPA 1.20 gives for them. */
class FormatterTest {

  private static String resource(String name) throws IOException {
    try (var file = FormatterTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String format(String text, RegoVersion version, Formatter.Dialect dialect)
      throws PolicyException {
    return Formatter.format(Parser.parseModule(new Source("test.rego", text, version)), dialect);
  }

  @ParameterizedTest
  @CsvSource({
      "v1/rules, V1, V1, v1/rules.formatted",
      "v1/comments, V1, V1, v1/comments.formatted",
      "v1/logical, V1, V1, v1/logical.formatted",
      "v0/legacy, V0, V0, v0/legacy.formatted",
      "v0/legacy, V0, V0_AND_V1, v0/legacy.formatted-v0-and-v1",
      "v0/legacy, V0, V1, v0/legacy.formatted-v1",
  })
  void laysOutAsOpaDoes(
      String module, RegoVersion version, Formatter.Dialect dialect, String expected)
      throws IOException, PolicyException {
    assertThat(format(resource(module + ".rego"), version, dialect)).isEqualTo(resource(expected));
  }

  @ParameterizedTest
  @CsvSource({
      "v1/rules.formatted, V1, V1",
      "v1/logical.formatted, V1, V1",
      "v0/legacy.formatted, V0, V0",
      "v0/legacy.formatted-v0-and-v1, V0, V0_AND_V1",
  })
  void leavesFormattedModulesAlone(String module, RegoVersion version, Formatter.Dialect dialect)
      throws IOException, PolicyException {
    assertThat(format(resource(module), version, dialect)).isEqualTo(resource(module));
  }
}
