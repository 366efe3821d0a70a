package dev.gatehouse.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.builtin.x509.Pem;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Certificates, requests and private keys against results that OPA gave. */
class CertificatesTest {

  @Test
  void givesTheResultsThatOpaGaveAndRefusesWhatItRefused() throws IOException, PolicyException {
    assertThat(RecordedCalls.differences("certificates.txt")).isEmpty();
  }

  @Test
  void refusesEveryTruncationOfACertificate() throws IOException, PolicyException {
    var columns = RecordedCalls.lines("certificates.txt").getFirst().split("\t", -1);
    var whole = Pem.all(((dev.gatehouse.json.StringValue) ((ArrayValue) RegoLiteral
        .parse(columns[1])).get(0)).value()).get(0).content();
    for (var length = 1; length < whole.length; length++) {
      var part = java.util.Base64.getEncoder()
          .encodeToString(java.util.Arrays.copyOf(whole, length));
      assertThat(RecordedCalls.outcome("crypto.x509.parse_certificates", "[\"" + part + "\"]"))
          .startsWith("eval_builtin_error: x509: malformed");
    }
  }
}
