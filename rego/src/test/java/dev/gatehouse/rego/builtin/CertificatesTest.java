package dev.gatehouse.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.rego.PolicyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Certificates, requests and private keys against results that OPA gave. */
class CertificatesTest {

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

  @Test
  void refusesEveryTruncationOfACertificate() throws IOException, PolicyException {
    var columns = table().lines().findFirst().orElseThrow().split("\t", -1);
    var whole = Pem.all(((dev.gatehouse.json.StringValue) ((ArrayValue) RegoLiteral
        .parse(columns[1])).get(0)).value()).get(0).content();
    for (var length = 1; length < whole.length; length++) {
      var part = java.util.Base64.getEncoder()
          .encodeToString(java.util.Arrays.copyOf(whole, length));
      assertThat(outcome("crypto.x509.parse_certificates", "[\"" + part + "\"]"))
          .startsWith("eval_builtin_error: x509: malformed");
    }
  }

  private static String outcome(String name, String args) throws PolicyException {
    var values = (ArrayValue) RegoLiteral.parse(args);
    return new BuiltinCall(name, values.items()).outcome(Builtins.standard());
  }

  private static String table() throws IOException {
    try (var in = CertificatesTest.class.getResourceAsStream("certificates.txt")) {
      return new String(
          Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
