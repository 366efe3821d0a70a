package dev.gatehouse.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * Makes a certificate authority of its own and a server certificate signed by it (RFC 5280), on the
 * curve P-256. The authority's key is forgotten once it has signed.
 */
final class SelfMadeCertificate {

  private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
  private static final int LONGEST_COMMON_NAME = 64;
  private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
  private static final String SUBJECT_KEY = "2.5.29.14";
  private static final String AUTHORITY_KEY = "2.5.29.35";
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;
  private static final int KEY_IDENTIFIER = 0x80;
  private static final int DIGITAL_SIGNATURE = 0x80;
  private static final int SIGNS_CERTIFICATES_AND_LISTS = 0x06;
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  /** What is certified: whose name, whose key, by whom, until when. */
  private record Subject(X500Principal name, PublicKey key, X500Principal issuer, Instant until) {}

  private final SecureRandom random = new SecureRandom();
  private final Instant now;

  private SelfMadeCertificate(Instant now) {
    this.now = now;
  }

  /**
   * A fresh identity for these DNS names and IP addresses; its chain is the leaf, then the
   * authority that callers trust.
   */
  static Identity create(List<String> names, Duration validity, Instant now)
      throws GeneralSecurityException {
    return new SelfMadeCertificate(now).create(names, now.plus(validity));
  }

  private Identity create(List<String> names, Instant until) throws GeneralSecurityException {
    var authority = newKeys();
    var authorityName = new X500Principal("CN=gatehouse-ca, O=gatehouse");
    var root = certificate(
        new Subject(authorityName, authority.getPublic(), authorityName, until),
        authority,
        extension(BASIC_CONSTRAINTS, true, Der.sequence(Der.booleanTrue())),
        extension(KEY_USAGE, true, Der.bits(SIGNS_CERTIFICATES_AND_LISTS, 1)));
    var server = newKeys();
    var leaf = certificate(
        new Subject(
            new X500Principal("CN=" + commonName(names.getFirst()) + ", O=gatehouse"),
            server.getPublic(),
            authorityName,
            until),
        authority,
        extension(BASIC_CONSTRAINTS, true, Der.sequence()),
        extension(KEY_USAGE, true, Der.bits(DIGITAL_SIGNATURE, 7)),
        extension(EXTENDED_KEY_USAGE, false, Der.sequence(
            Der.identifier(SERVER_AUTHENTICATION), Der.identifier(CLIENT_AUTHENTICATION))),
        extension(SUBJECT_ALTERNATIVE_NAME, false, alternativeNames(names)));
    return new Identity(server.getPrivate(), List.of(leaf, root));
  }

  /** RFC 5280 Appendix A.1 bounds it; the alternative names are what clients look at. */
  private static String commonName(String name) {
    return name.length() <= LONGEST_COMMON_NAME ? name : "gatehouse";
  }

  private KeyPair newKeys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private X509Certificate certificate(Subject subject, KeyPair issuer, byte[]... extensions)
      throws GeneralSecurityException {
    var algorithm = Der.sequence(Der.identifier(ECDSA_WITH_SHA256));
    var own = extension(SUBJECT_KEY, false, Der.octets(keyIdentifier(subject.key)));
    var authority = extension(
        AUTHORITY_KEY,
        false,
        Der.sequence(Der.tagged(KEY_IDENTIFIER, keyIdentifier(issuer.getPublic()))));
    var all = new byte[extensions.length + 2][];
    System.arraycopy(extensions, 0, all, 0, extensions.length);
    all[extensions.length] = own;
    all[extensions.length + 1] = authority;
    var toBeSigned = Der.sequence(
        Der.explicit(0, Der.integer(2)),
        Der.integer(new BigInteger(127, random).setBit(126)),
        algorithm,
        subject.issuer.getEncoded(),
        Der.sequence(Der.time(now.minus(CLOCK_SKEW)), Der.time(subject.until)),
        subject.name.getEncoded(),
        subject.key.getEncoded(),
        Der.explicit(3, Der.sequence(all)));
    var der = Der.sequence(toBeSigned, algorithm, Der.bits(sign(toBeSigned, issuer.getPrivate())));
    return (X509Certificate) CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(der));
  }

  private byte[] sign(byte[] content, PrivateKey key) throws GeneralSecurityException {
    var signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(key, random);
    signer.update(content);
    return signer.sign();
  }

  /** RFC 7093 §2: the first 160 bits of the SHA-256 digest of the key. */
  private static byte[] keyIdentifier(PublicKey key) throws GeneralSecurityException {
    var digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
    return Arrays.copyOf(digest, 20);
  }

  private static byte[] extension(String identifier, boolean critical, byte[] content) {
    return critical
        ? Der.sequence(Der.identifier(identifier), Der.booleanTrue(), Der.octets(content))
        : Der.sequence(Der.identifier(identifier), Der.octets(content));
  }

  private static byte[] alternativeNames(List<String> names) throws GeneralSecurityException {
    var encoded = new byte[names.size()][];
    for (var i = 0; i < encoded.length; i++) {
      encoded[i] = alternativeName(names.get(i));
    }
    return Der.sequence(encoded);
  }

  private static byte[] alternativeName(String name) throws GeneralSecurityException {
    if (!isAddress(name)) {
      return Der.tagged(DNS_NAME, name.getBytes(US_ASCII));
    }
    try {
      return Der.tagged(IP_ADDRESS, InetAddress.ofLiteral(name).getAddress());
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not an IP address: " + name, e);
    }
  }

  private static boolean isAddress(String name) {
    return name.indexOf(':') >= 0
        || name.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
  }
}
