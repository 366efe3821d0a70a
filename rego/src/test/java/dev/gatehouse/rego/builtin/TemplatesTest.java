package dev.gatehouse.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.rego.PolicyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Text templates against results that OPA gave. */
class TemplatesTest {

  @Test
  void givesTheResultsThatOpaGaveAndRefusesWhatItRefused() throws IOException, PolicyException {
    var wrong = new ArrayList<String>();
    for (var line : table().lines().toList()) {
      var columns = line.split("\t", -1);
      var outcome = outcome(columns[0], columns[1]);
      var error = columns[2].startsWith("eval_") ? columns[2].split(":", 2)[0] : "";
      var isRight = error.isEmpty()
          ? outcome.equals(RegoLiteral.parse(columns[2]).toString())
          : outcome.startsWith(error + ":");
      if (!isRight) {
        wrong.add(line + "\n but got " + outcome);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String outcome(String name, String args) throws PolicyException {
    var values = (ArrayValue) RegoLiteral.parse(args);
    return new BuiltinCall(name, values.items()).outcome(Builtins.standard());
  }

  private static String table() throws IOException {
    try (var in = TemplatesTest.class.getResourceAsStream("templates.txt")) {
      return new String(
          Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
