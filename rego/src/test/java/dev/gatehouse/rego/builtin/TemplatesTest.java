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
}
