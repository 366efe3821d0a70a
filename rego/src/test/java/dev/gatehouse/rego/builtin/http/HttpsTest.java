package dev.gatehouse.rego.builtin.http;

import static dev.gatehouse.rego.builtin.http.LoopbackServer.response;
import static dev.gatehouse.rego.builtin.http.Sending.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.StringValue;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

/** Who a server is, and who its client. */
class HttpsTest {

  private static final Sending SENDING = Sending.to("127.0.0.1", "localhost");

  private static String get(LoopbackServer server, String more) {
    return "{'method': 'get', 'url': '" + server.url("/") + "'" + more + "}";
  }

  /** A parameter with the text of a fixture; its quotes are single as those of requests. */
  private static String fixture(String parameter, String file) throws IOException {
    return ", '" + parameter + "': " + Json.write(StringValue.of(Fixtures.text(file)));
  }

  private static LoopbackServer server(String name, boolean asks)
      throws IOException, GeneralSecurityException {
    return LoopbackServer.secure(name, asks, request -> response("200 OK", ""));
  }

  @Test
  void trustsAuthoritiesThatTheRequestNames() throws Exception {
    try (var server = server("server", false)) {
      assertThat(status(get(server, fixture("tls_ca_cert", "authority.pem")))).isEqualTo("200");
      assertThat(status(get(server, ", 'tls_ca_cert_file': '" + Fixtures.path("authority.pem")
          + "', 'tls_use_system_certs': true"))).isEqualTo("200");
      assertThat(status(get(server, ", 'tls_insecure_skip_verify': true"))).isEqualTo("200");
    }
  }

  private static String status(String request) {
    return text(SENDING.response(request), "status_code");
  }

  @Test
  void trustsNobodyElse() throws Exception {
    try (var server = server("server", false)) {
      for (var more : new String[]{"", fixture("tls_ca_cert", "other-authority.pem")}) {
        assertThat(SENDING.error(get(server, more))).endsWith(
            "tls: failed to verify certificate: x509: certificate signed by unknown authority");
      }
      assertThat(SENDING.error(get(server, ", 'tls_ca_cert_env_variable': 'NO_SUCH_VARIABLE'")))
          .endsWith("could not add CA certificates from envvar \"NO_SUCH_VARIABLE\": "
              + "could not append certificates");
    }
  }

  @Test
  void wantsTheServerToBeTheOneItAskedFor() throws Exception {
    try (var server = server("server", false)) {
      var authority = fixture("tls_ca_cert", "authority.pem");
      assertThat(status(get(server, authority + ", 'tls_server_name': 'server.example'")))
          .isEqualTo("200");
      assertThat(SENDING.error(get(server, authority + ", 'tls_server_name': 'other.example'")))
          .contains("tls: failed to verify certificate: x509: ");
      assertThat(
          SENDING.error(get(server, authority + ", 'headers': {'Host': 'other.example'}")))
          .contains("tls: failed to verify certificate: x509: ");
    }
    try (var server = server("nameless", false)) {
      var request = "{'method': 'get', 'url': 'https://localhost:" + server.port() + "'"
          + fixture("tls_ca_cert", "authority.pem") + "}";
      assertThat(SENDING.error(request)).contains("certificate has no names");
    }
  }

  @Test
  void showsItsOwnCertificate() throws Exception {
    try (var server = server("server", true)) {
      var authority = fixture("tls_ca_cert", "authority.pem");
      for (var key : new String[]{"client-key.pem", "client-key-sec1.pem"}) {
        assertThat(status(get(server, authority + fixture("tls_client_cert", "client.pem")
            + fixture("tls_client_key", key)))).isEqualTo("200");
      }
      assertThat(status(get(server, authority + ", 'tls_client_cert_file': '"
          + Fixtures.path("client.pem") + "', 'tls_client_key_file': '"
          + Fixtures.path("client-key.pem") + "'"))).isEqualTo("200");
      assertThat(SENDING.error(get(server, authority))).startsWith("eval_builtin_error");
      assertThat(SENDING.error(get(server, authority + fixture("tls_client_cert", "client.pem")
          + fixture("tls_client_key", "server-key.pem"))))
          .endsWith("tls: private key does not match public key");
    }
  }

  @Test
  void saysWhenAServerSpeaksPlainly() throws IOException {
    try (var server = LoopbackServer.plain(
        request -> "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(
            java.nio.charset.StandardCharsets.US_ASCII))) {
      assertThat(SENDING.error(
          "{'method': 'get', 'url': 'https://127.0.0.1:" + server.port() + "'}"))
          .endsWith(": http: server gave HTTP response to HTTPS client");
    }
  }
}
