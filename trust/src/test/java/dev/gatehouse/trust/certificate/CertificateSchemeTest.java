package dev.gatehouse.trust.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.trust.text.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates that are signed with RSA-PSS, whose parameters stand in the certificate. */
class CertificateSchemeTest {

  private static final KeyPair KEY = pair();

  private static KeyPair pair() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the certificate says of its signature, which is made with this hash and this salt. */
  private record Pss(
      AlgorithmIdentifier identifier, String hash, int salt, ByteArrayOutputStream signed)
      implements
        ContentSigner {

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return identifier;
    }

    @Override
    public OutputStream getOutputStream() {
      return signed;
    }

    @Override
    public byte[] getSignature() {
      try {
        var signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(
            hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));
        signature.initSign(KEY.getPrivate());
        signature.update(signed.toByteArray());
        return signature.sign();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Certificate certificate(ASN1ObjectIdentifier hash, ASN1ObjectIdentifier mask,
      String jdkHash, int salt) throws IOException, MalformedException {
    var parameters = new RSASSAPSSparams(new AlgorithmIdentifier(hash),
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, new AlgorithmIdentifier(mask)),
        new ASN1Integer(salt), RSASSAPSSparams.DEFAULT_TRAILER_FIELD);
    var name = new X500Name("CN=pss");
    var now = Instant.parse("2026-01-01T00:00:00Z");
    return Certificate.parse(new X509v3CertificateBuilder(name, BigInteger.ONE, Date.from(now),
        Date.from(now.plusSeconds(60)), name,
        SubjectPublicKeyInfo.getInstance(KEY.getPublic().getEncoded()))
        .build(new Pss(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, parameters),
            jdkHash, salt, new ByteArrayOutputStream()))
        .getEncoded());
  }

  @ParameterizedTest
  @CsvSource({"SHA-256, 32", "SHA-384, 48", "SHA-512, 64"})
  void verifiesThoseInUse(String hash, int salt) throws Exception {
    var identifier = switch (hash) {
      case "SHA-256" -> NISTObjectIdentifiers.id_sha256;
      case "SHA-384" -> NISTObjectIdentifiers.id_sha384;
      default -> NISTObjectIdentifiers.id_sha512;
    };
    var certificate = certificate(identifier, identifier, hash, salt);
    assertThat(certificate.isIssuedBy(certificate)).isTrue();
  }

  @Test
  void believesNoOtherParametersThanThoseOfTheSignature() throws Exception {
    var lying = certificate(
        NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha384, "SHA-256", 48);
    assertThat(lying.isIssuedBy(lying)).isFalse();
  }

  @Test
  void refusesUnusualParametersByName() throws Exception {
    var mixed = certificate(
        NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha512, "SHA-256", 32);
    assertThatThrownBy(() -> mixed.isIssuedBy(mixed)).isInstanceOf(MalformedException.class)
        .hasMessageContaining("unsupported parameters of RSA-PSS");
    var salted = certificate(
        NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha256, "SHA-256", 20);
    assertThatThrownBy(() -> salted.isIssuedBy(salted)).isInstanceOf(MalformedException.class);
  }
}
