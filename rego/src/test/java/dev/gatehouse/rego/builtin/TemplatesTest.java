package dev.gatehouse.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.rego.PolicyException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Text templates against results that OPA gave. */
class TemplatesTest {

  @Test
  void givesTheResultsThatOpaGaveAndRefusesWhatItRefused() throws IOException, PolicyException {
    assertThat(RecordedCalls.differences("templates.txt")).isEmpty();
  }

  @Test
  void givesTheMessagesThatOpaGave() throws IOException, PolicyException {
    assertThat(RecordedCalls.inexact("template-messages.txt")).isEmpty();
  }

  @Test
  void countsLoopsAndTextAgainstTheLimits() throws PolicyException {
    assertThat(outcome("{{range 1000000000}}{{end}}")).isEqualTo("limit: steps");
    assertThat(outcome("{{range 1000000000}}0123456789{{end}}")).startsWith("limit: ");
    assertThat(outcome("{{printf `%999999d` 1}}{{range 9999}}{{printf `%999999d` 1}}{{end}}"))
        .isEqualTo("limit: size");
  }

  @Test
  void refusesTemplatesThatNestOrRecurTooDeeply() throws PolicyException {
    assertThat(outcome("{{define `a`}}{{template `a`}}{{end}}{{template `a`}}"))
        .contains("exceeded maximum template depth");
    assertThat(outcome("{{if 1}}".repeat(5000))).contains("nest too deeply");
    assertThat(outcome("{{if 1}}{{else if 1}}" + "{{else if 1}}".repeat(5000)))
        .contains("nest too deeply");
    assertThat(outcome("{{" + "(".repeat(5000))).contains("max expression depth exceeded");
    assertThat(outcome("{{block `a` 1}}".repeat(5000))).contains("nest too deeply");
  }

  private static String outcome(String template) throws PolicyException {
    return RecordedCalls.outcome("strings.render_template", "[\"" + template + "\", {}]");
  }
}
