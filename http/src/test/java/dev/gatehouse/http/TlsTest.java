package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.http.HttpException.Reason;
import dev.gatehouse.http.HttpException.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who a server is, and who its client; certificates are those of a test authority. */
class TlsTest {

  private static final char[] NO_PASSWORD = new char[0];

  private final HttpTransport transport = new HttpTransport(Manner.strict(AddressResolver.SYSTEM));

  @AfterEach
  void close() {
    transport.close();
  }

  private static X509Certificate certificate(String name)
      throws IOException, GeneralSecurityException {
    try (var in = TlsTest.class.getResourceAsStream(name + ".pem")) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static PrivateKey key(String name) throws IOException, GeneralSecurityException {
    try (var in = TlsTest.class.getResourceAsStream(name + "-key.pem")) {
      if (in == null) {
        throw new IOException("no key of " + name);
      }
      var lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines()
          .filter(line -> !line.startsWith("-")).toList();
      var encoded = Base64.getDecoder().decode(String.join("", lines));
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }
  }

  private static ScriptedServer server(String name, boolean asks)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setCertificateEntry("authority", certificate("authority"));
    store.setKeyEntry("server", key(name), NO_PASSWORD, new Certificate[]{certificate(name)});
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    var socket = (SSLServerSocket) context.getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(asks);
    return ScriptedServer.on(socket, (_, out) -> out.write(
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
  }

  private static TlsSettings trusting(String... authorities)
      throws IOException, GeneralSecurityException {
    var settings = TlsSettings.DEFAULT;
    for (var authority : authorities) {
      settings = settings.withAuthorities(List.of(certificate(authority)));
    }
    return settings;
  }

  private HttpAnswer send(ScriptedServer server, String host, TlsSettings tls)
      throws HttpException {
    var target = URI.create("https://" + host + ":" + server.port() + "/");
    return transport.send(HttpCall.get(target, Map.of()),
        new HttpTransport.Bounds(Reach.LOOPBACK, tls, 0, Deadline.after(Duration.ofSeconds(20))));
  }

  private void refused(ScriptedServer server, String host, TlsSettings tls) {
    assertThatThrownBy(() -> send(server, host, tls)).isInstanceOfSatisfying(
        HttpException.class, e -> {
          assertThat(e.reason()).as(e.getMessage()).isEqualTo(Reason.UNTRUSTED);
          assertThat(e.stage()).isEqualTo(Stage.SECURING);
        });
  }

  @Test
  void trustsTheAuthoritiesItIsTold() throws Exception {
    try (var server = server("server", false)) {
      assertThat(send(server, "127.0.0.1", trusting("authority")).status()).isEqualTo(200);
      refused(server, "127.0.0.1", TlsSettings.DEFAULT);
      refused(server, "127.0.0.1", trusting("other-authority"));
      assertThat(
          send(server, "127.0.0.1", TlsSettings.DEFAULT.withTrustInAny(true)).status())
          .isEqualTo(200);
    }
  }

  @Test
  void keepsConnectionsOfOtherSettingsApart() throws Exception {
    try (var server = server("server", false)) {
      send(server, "127.0.0.1", TlsSettings.DEFAULT.withTrustInAny(true));
      refused(server, "127.0.0.1", TlsSettings.DEFAULT);
      send(server, "127.0.0.1", trusting("authority"));
      send(server, "127.0.0.1", trusting("authority"));
      assertThat(server.connections()).as("one for each of the settings").isEqualTo(3);
    }
  }

  @Test
  void wantsTheServerToBeTheOneThatIsMeant() throws Exception {
    try (var server = server("server", false)) {
      var settings = trusting("authority");
      assertThat(send(server, "127.0.0.1", settings.withServerName("server.example")).status())
          .isEqualTo(200);
      refused(server, "127.0.0.1", settings.withServerName("other.example"));
      refused(server, "127.0.0.1", settings.withServerName("not a name"));
    }
  }

  @Test
  void takesNoNameFromASubject() throws Exception {
    try (var server = server("nameless", false)) {
      refused(server, "localhost", trusting("authority"));
    }
  }

  @Test
  void showsItsOwnCertificateToWhoAsks() throws Exception {
    try (var server = server("server", true)) {
      var identity = new TlsSettings.Identity(List.of(certificate("client")), key("client"));
      assertThat(identity.toString()).doesNotContain("key");
      var settings = trusting("authority").withIdentity(identity);
      assertThat(send(server, "127.0.0.1", settings).status()).isEqualTo(200);
      assertThatThrownBy(() -> send(server, "127.0.0.1", settings.anonymous()))
          .isInstanceOf(HttpException.class);
    }
  }
}
