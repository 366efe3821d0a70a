package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.server.ServerConfig.Address;
import dev.gatehouse.server.ServerConfig.AdmissionConfig;
import dev.gatehouse.server.ServerConfig.Exempt;
import dev.gatehouse.server.ServerConfig.Limits;
import dev.gatehouse.server.ServerConfig.Listen;
import dev.gatehouse.server.ServerConfig.LoadLimits;
import dev.gatehouse.server.ServerConfig.RequestLimits;
import dev.gatehouse.server.ServerConfig.Stopping;
import dev.gatehouse.server.tls.CertificateSource;
import dev.gatehouse.server.tls.ClientCheck;
import dev.gatehouse.server.tls.TlsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The default of every setting, every setting set, and what no setting may be. */
final class ServerConfigTest {

  @Test
  void hasDefaults() {
    var config = ServerConfig.defaults();
    assertThat(config.listen().webhook()).isEqualTo(new Address("", 8443));
    assertThat(config.listen().monitoring()).isEmpty();
    assertThat(config.tls().certificate())
        .isEqualTo(
            new CertificateSource.SelfMade(
                List.of("localhost", "127.0.0.1", "::1"), Duration.ofDays(365)));
    assertThat(config.tls().oldest()).isEqualTo(TlsConfig.Version.V1_3);
    assertThat(config.tls().clients()).isEmpty();
    assertThat(config.limits().request())
        .isEqualTo(
            new RequestLimits(8_388_608, 16_384, Duration.ofSeconds(10), Duration.ofSeconds(10)));
    assertThat(config.limits().load().deciding()).isGreaterThanOrEqualTo(8);
    assertThat(config.limits().load().waiting()).isEqualTo(512);
    assertThat(config.limits().load().bufferedBytes()).isBetween(16L << 20, 64L << 20);
    assertThat(config.limits().load().connections()).isEqualTo(512);
    assertThat(config.limits().load().idle()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.stopping()).isEqualTo(new Stopping(Duration.ZERO, Duration.ofSeconds(10)));
    assertThat(config.admission())
        .isEqualTo(new AdmissionConfig(Duration.ofSeconds(2), true, Exempt.NONE));
  }

  @Test
  void takesEverySetting() {
    var listen = new Listen(new Address("::1", 1), Optional.of(new Address("localhost", 2)));
    var tls = new TlsConfig(
        new CertificateSource.Files(Path.of("tls.crt"), Path.of("tls.key")),
        TlsConfig.Version.V1_2,
        Optional.of(new ClientCheck(Path.of("ca.crt"), List.of("a", "b"))));
    var limits = new Limits(
        new RequestLimits(1, 2, Duration.ofSeconds(3), Duration.ofSeconds(4)),
        new LoadLimits(5, 0, 7, 8, Duration.ofSeconds(9)));
    var stopping = new Stopping(Duration.ofSeconds(1), Duration.ZERO);
    var admission = new AdmissionConfig(Duration.ofSeconds(1), false,
        new Exempt(List.of("a"), List.of("b-"), List.of("-c")));
    var config = ServerConfig.defaults()
        .withListen(listen)
        .withTls(tls)
        .withLimits(limits)
        .withStopping(stopping)
        .withAdmission(admission);
    assertThat(config).isEqualTo(new ServerConfig(listen, tls, limits, stopping, admission));
  }

  @ParameterizedTest
  @CsvSource({":8443, '', 8443", "127.0.0.1:0, 127.0.0.1, 0", "[::1]:443, ::1, 443",
      "gate.svc:65535, gate.svc, 65535", "9090, '', 9090"})
  void readsAddresses(String text, String host, int port) {
    assertThat(Address.parse(text)).isEqualTo(new Address(host, port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", "host:", ":-1", ":65536", "::1:443", "a:b"})
  void refusesWhatIsNoAddress(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Address.parse(text));
  }

  @Test
  void writesAddresses() {
    assertThat(new Address("::1", 443)).hasToString("[::1]:443");
    assertThat(new Address("", 8443)).hasToString(":8443");
  }

  @Test
  void refusesLimitsThatAreNone() {
    var second = Duration.ofSeconds(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RequestLimits(0, 1, second, second))
        .withMessage("bodyBytes must be positive: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RequestLimits(1, 1, second, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new LoadLimits(0, 1, 1, 1, second));
    assertThatIllegalArgumentException().isThrownBy(() -> new LoadLimits(1, -1, 1, 1, second));
    assertThatIllegalArgumentException().isThrownBy(() -> new Stopping(second.negated(), second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdmissionConfig(Duration.ZERO, true, Exempt.NONE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientCheck(Path.of("ca.crt"), List.of()));
  }

  @Test
  void readsTlsVersions() {
    assertThat(TlsConfig.Version.parse("1.2").protocols()).containsExactly("TLSv1.2", "TLSv1.3");
    assertThat(TlsConfig.Version.parse("1.3").protocols()).containsExactly("TLSv1.3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TlsConfig.Version.parse("1.1"))
        .withMessage("unknown TLS version \"1.1\", expected 1.2 or 1.3");
  }
}
