package dev.gatehouse.server.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Certificates and keys: made here, and read from their PEM texts. */
final class IdentityTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static Identity made(String... names) throws GeneralSecurityException {
    return SelfMadeCertificate.create(List.of(names), Duration.ofDays(10), NOW);
  }

  private static byte[] pem(Identity identity) throws GeneralSecurityException {
    var text = new StringBuilder();
    for (var certificate : identity.chain()) {
      text.append(Pem.text("CERTIFICATE", certificate.getEncoded()));
    }
    return text.toString().getBytes(UTF_8);
  }

  private static byte[] pem(String label, byte[] content) {
    return Pem.text(label, content).getBytes(UTF_8);
  }

  @Test
  void makesACertificateForItsNamesSignedByItsOwnAuthority() throws GeneralSecurityException {
    var identity = made("gate.policy.svc", "127.0.0.1", "::1");
    var leaf = identity.leaf();
    var authority = identity.chain().getLast();
    leaf.verify(authority.getPublicKey());
    authority.verify(authority.getPublicKey());
    assertThat(leaf.getSubjectAlternativeNames())
        .containsExactly(
            List.of(2, "gate.policy.svc"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
    assertThat(leaf.getSubjectX500Principal().getName())
        .isEqualTo("CN=gate.policy.svc,O=gatehouse");
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    assertThat(authority.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
    assertThat(leaf.getKeyUsage()).startsWith(true, false);
    assertThat(authority.getKeyUsage()[5]).isTrue();
    assertThat(leaf.getExtendedKeyUsage()).contains("1.3.6.1.5.5.7.3.1");
    assertThat(leaf.getNotAfter().toInstant()).isEqualTo(NOW.plus(10, ChronoUnit.DAYS));
    assertThat(leaf.getNotBefore().toInstant()).isBefore(NOW);
  }

  @Test
  void writesYearsFrom2050InFull() throws GeneralSecurityException {
    var identity = SelfMadeCertificate.create(List.of("a"), Duration.ofDays(365 * 60), NOW);
    assertThat(identity.leaf().getNotAfter().toInstant())
        .isAfter(Instant.parse("2085-01-01T00:00:00Z"));
  }

  @Test
  void readsAChainAndAPkcs8Key() throws GeneralSecurityException {
    var identity = made("a");
    var read = Identity.parse(pem(identity), pem("PRIVATE KEY", identity.key().getEncoded()));
    assertThat(read.chain()).isEqualTo(identity.chain());
    assertThat(read.key().getAlgorithm()).isEqualTo("EC");
  }

  @Test
  void readsTheOlderFormOfAnEcKey() throws GeneralSecurityException {
    var identity = made("a");
    var scalar = ((java.security.interfaces.ECPrivateKey) identity.key()).getS().toByteArray();
    var octets = new byte[32];
    var length = Math.min(32, scalar.length);
    System.arraycopy(scalar, scalar.length - length, octets, 32 - length, length);
    var sec1 = Der.sequence(
        Der.integer(1), Der.octets(octets), Der.explicit(0, Der.identifier("1.2.840.10045.3.1.7")));
    var parameters = pem("EC PARAMETERS", Der.identifier("1.2.840.10045.3.1.7"));
    var text = new String(parameters, UTF_8) + new String(pem("EC PRIVATE KEY", sec1), UTF_8);
    assertThat(Identity.parse(pem(identity), text.getBytes(UTF_8)).leaf())
        .isEqualTo(identity.leaf());
  }

  @Test
  void readsTheOlderFormOfAnRsaKey() throws GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    var key = (java.security.interfaces.RSAPrivateCrtKey) pair.getPrivate();
    var pkcs1 = Der.sequence(
        Der.integer(0), Der.integer(key.getModulus()), Der.integer(key.getPublicExponent()),
        Der.integer(key.getPrivateExponent()), Der.integer(key.getPrimeP()),
        Der.integer(key.getPrimeQ()), Der.integer(key.getPrimeExponentP()),
        Der.integer(key.getPrimeExponentQ()), Der.integer(key.getCrtCoefficient()));
    assertThat(Pem.privateKey(pem("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
  }

  @Test
  void refusesAKeyOfAnotherCertificate() throws GeneralSecurityException {
    var one = made("a");
    var other = made("a");
    assertThatThrownBy(
        () -> Identity.parse(pem(one), pem("PRIVATE KEY", other.key().getEncoded())))
        .hasMessage("the private key does not belong to the certificate");
    var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    assertThatThrownBy(() -> Identity.parse(pem(one), pem("PRIVATE KEY", rsa.getEncoded())))
        .hasMessage("the private key does not belong to the certificate");
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    var p384 = generator.generateKeyPair().getPrivate();
    assertThatThrownBy(() -> Identity.parse(pem(one), pem("PRIVATE KEY", p384.getEncoded())))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void saysWhatIsWrongWithAText() throws GeneralSecurityException {
    var identity = made("a");
    var key = pem("PRIVATE KEY", identity.key().getEncoded());
    assertThatThrownBy(() -> Identity.parse(new byte[0], key))
        .hasMessage("no BEGIN CERTIFICATE block found");
    assertThatThrownBy(() -> Identity.parse(pem(identity), "hello".getBytes(UTF_8)))
        .hasMessage("no BEGIN PRIVATE KEY block found");
    assertThatThrownBy(() -> Pem.privateKey(pem("ENCRYPTED PRIVATE KEY", new byte[1])))
        .hasMessageContaining("encrypted");
    assertThatThrownBy(() -> Pem.privateKey(pem("PRIVATE KEY", new byte[]{1, 2, 3})))
        .hasMessageContaining("not a valid RSA, EC or EdDSA key");
    assertThatThrownBy(() -> Pem.privateKey(pem("EC PRIVATE KEY", new byte[]{0x30})))
        .hasMessageContaining("not DER");
    assertThatThrownBy(
        () -> Pem.privateKey("-----BEGIN PRIVATE KEY-----\nAAAA".getBytes(UTF_8)))
        .hasMessage("the PRIVATE KEY block has no end");
    assertThatThrownBy(
        () -> Pem.privateKey(
            "-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----".getBytes(UTF_8)))
        .hasMessage("the PRIVATE KEY block is not base64");
  }

  @Test
  void makesNoCertificateForWhatIsNoName() {
    assertThatThrownBy(
        () -> new CertificateSource.SelfMade(List.of("a, O=evil"), Duration.ofDays(1)))
        .hasMessageContaining("neither a DNS name nor an IP address");
    assertThatThrownBy(() -> new CertificateSource.SelfMade(List.of(), Duration.ofDays(1)))
        .hasMessageContaining("at least one name");
  }
}
