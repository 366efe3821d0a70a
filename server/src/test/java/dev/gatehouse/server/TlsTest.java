package dev.gatehouse.server;

import static dev.gatehouse.server.TestServer.await;
import static dev.gatehouse.server.TestServer.send;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.server.ServerConfig.AdmissionConfig;
import dev.gatehouse.server.ServerConfig.Exempt;
import dev.gatehouse.server.tls.CertificateSource;
import dev.gatehouse.server.tls.ClientCheck;
import dev.gatehouse.server.tls.TestCertificates;
import dev.gatehouse.server.tls.TlsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates from files, replaced while the server runs, and the check of callers. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TlsTest {

  @TempDir
  private Path folder;

  private ServerConfig config(TlsConfig tls) {
    return TestServer.config()
        .withTls(tls)
        .withAdmission(
            new AdmissionConfig(Duration.ofMillis(50), true, Exempt.NONE));
  }

  private TlsConfig files() {
    return TlsConfig.of(
        new CertificateSource.Files(folder.resolve("tls.crt"), folder.resolve("tls.key")));
  }

  private static TestServer start(ServerConfig config) {
    return TestServer.start(
        config, (request, deadline) -> AdmissionResponse.allow(request.uid(), List.of()));
  }

  private static int status(TestServer server, SSLContext context) {
    try (var client = HttpClient.newBuilder().sslContext(context).build()) {
      return send(client, server.admit(Reviews.pod())).statusCode();
    }
  }

  @Test
  void replacesAnExpiredCertificateWhileServing() {
    var expired = TestCertificates.expired("127.0.0.1").write(folder);
    try (var server = start(config(files()))) {
      var old = TestCertificates.client(expired.authority());
      assertThat(catchThrowable(() -> status(server, old)))
          .isInstanceOf(UncheckedIOException.class)
          .rootCause()
          .hasMessageContaining("NotAfter");
      await(() -> server.monitor("/readyz").body().contains("the certificate expired at"));
      var fresh = TestCertificates.good("127.0.0.1").write(folder);
      var trust = TestCertificates.client(fresh.authority());
      await(() -> !server.monitor("/readyz").body().contains("expired"));
      assertThat(status(server, trust)).isEqualTo(200);
      await(() -> server.log().contains("took changed files into use"));
    }
  }

  @Test
  void keepsTheLastGoodCertificateWhenTheFilesDoNotBelongTogether() throws IOException {
    var good = TestCertificates.good("127.0.0.1").write(folder);
    try (var server = start(config(files()))) {
      var other = Files.createDirectory(folder.resolve("other"));
      TestCertificates.good("127.0.0.1").write(other);
      Files.copy(other.resolve("tls.crt"), folder.resolve("tls.crt"), REPLACE_EXISTING);
      await(() -> server.monitor("/readyz").body()
          .contains("the private key does not belong to the certificate"));
      assertThat(status(server, TestCertificates.client(good.authority()))).isEqualTo(200);
      assertThat(server.monitor("/readyz").statusCode()).isEqualTo(200);
      assertThat(server.monitor("/metrics").body())
          .contains("gatehouse_stale{what=\"certificate\"} 1.0");
      good.write(folder);
      await(() -> !server.monitor("/readyz").body().contains("[!]"));
    }
  }

  @Test
  void keepsServingWhenItsCertificateFileIsRemoved() throws IOException {
    var good = TestCertificates.good("127.0.0.1").write(folder);
    try (var server = start(config(files()))) {
      Files.delete(folder.resolve("tls.crt"));
      await(() -> server.monitor("/readyz").body().contains("tls.crt does not exist"));
      assertThat(status(server, TestCertificates.client(good.authority()))).isEqualTo(200);
    }
  }

  @Test
  void doesNotStartWithoutACertificate() {
    assertThatThrownBy(() -> start(config(files())))
        .rootCause()
        .hasMessageContaining("certificate: ")
        .hasMessageContaining("tls.crt does not exist");
  }

  @Test
  void letsOnlyTheApiServerIn() throws IOException {
    var own = TestCertificates.good("127.0.0.1").write(folder);
    var callers = Files.createDirectory(folder.resolve("callers"));
    var apiServer = TestCertificates.good("kube-apiserver").write(callers);
    var config = config(
        new TlsConfig(
            files().certificate(),
            TlsConfig.Version.V1_3,
            Optional.of(ClientCheck.apiServer(callers.resolve("ca.crt")))));
    try (var server = start(config)) {
      assertThat(status(server, apiServer.clientTrusting(own.authority()))).isEqualTo(200);
      refused(server, TestCertificates.client(own.authority()));
      refused(server, TestCertificates.good("kube-apiserver").clientTrusting(own.authority()));
      assertThat(server.monitor("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refusesACallerWithAnotherCommonName() throws IOException {
    var own = TestCertificates.good("127.0.0.1").write(folder);
    var callers = Files.createDirectory(folder.resolve("callers"));
    var somebody = TestCertificates.good("somebody").write(callers);
    var check = ClientCheck.apiServer(callers.resolve("ca.crt"));
    var config = config(
        new TlsConfig(files().certificate(), TlsConfig.Version.V1_3, Optional.of(check)));
    try (var server = start(config)) {
      refused(server, somebody.clientTrusting(own.authority()));
    }
    var open = config(
        new TlsConfig(
            files().certificate(),
            TlsConfig.Version.V1_3,
            Optional.of(
                new ClientCheck(check.authorities(), List.of("kube-apiserver", "somebody")))));
    try (var server = start(open)) {
      assertThat(status(server, somebody.clientTrusting(own.authority()))).isEqualTo(200);
    }
  }

  private static void refused(TestServer server, SSLContext context) {
    assertThatThrownBy(() -> status(server, context)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void acceptsTls12WhereThatIsConfigured() throws IOException {
    var tls = TlsConfig.of(CertificateSource.SelfMade.forLoopback());
    var config = config(
        new TlsConfig(tls.certificate(), TlsConfig.Version.V1_2, Optional.empty()));
    try (var server = start(config); var socket = server.socket()) {
      socket.setEnabledProtocols(new String[]{"TLSv1.2"});
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
    }
  }
}
