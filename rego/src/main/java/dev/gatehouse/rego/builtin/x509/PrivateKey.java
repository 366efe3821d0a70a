package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;

/** A private key. */
public sealed interface PrivateKey permits RsaKey, EllipticKey, EdwardsKey, ExchangeKey {

  String RSA = "1.2.840.113549.1.1.1";
  String ELLIPTIC = "1.2.840.10045.2.1";
  String EDWARDS = "1.3.101.112";
  String EXCHANGE = "1.3.101.110";

  /** Its JSON, as Go writes it. */
  Value json();

  /** The JSON of the public key that belongs to it. */
  Value publicKey();

  /** Its JSON web key. */
  ObjectValue webKey();

  /**
   * Reads a key in DER as the type of its PEM says: PKCS #1, PKCS #8 or SEC 1.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  static PrivateKey read(String type, byte[] der) {
    return switch (type) {
      case "RSA PRIVATE KEY" -> RsaKey.read(Der.one(der));
      case "EC PRIVATE KEY" -> EllipticKey.read(Der.first(der), "");
      case "PRIVATE KEY" -> wrapped(Der.first(der));
      default -> throw new IllegalArgumentException("x509: unknown type of private key: " + type);
    };
  }

  /** Reads a key in DER in whichever form it is. @throws IllegalArgumentException if in none */
  static PrivateKey readAny(byte[] der) {
    var key = Der.first(der);
    return switch (key.sequence(3).get(1).tag()) {
      case Der.SEQUENCE -> wrapped(key);
      case Der.OCTET_STRING -> EllipticKey.read(key, "");
      default -> RsaKey.read(Der.one(der));
    };
  }

  /** A key in PKCS #8, which says its algorithm before it; what follows it does not count. */
  private static PrivateKey wrapped(Der der) {
    var parts = der.sequence(3);
    parts.get(0).count(Der.INTEGER);
    var algorithm = parts.get(1).sequence(1);
    var key = parts.get(2).expect(Der.OCTET_STRING).content();
    return switch (algorithm.get(0).dotted()) {
      case RSA -> RsaKey.read(Der.one(key));
      case ELLIPTIC -> EllipticKey.read(Der.first(key),
          algorithm.size() > 1 && algorithm.get(1).is(Der.OID) ? algorithm.get(1).dotted() : "");
      case EDWARDS -> new EdwardsKey(bare(algorithm, key));
      case EXCHANGE -> new ExchangeKey(bare(algorithm, key));
      default -> throw new IllegalArgumentException(
          "x509: PKCS#8 wrapping contained private key with unknown algorithm: "
              + algorithm.get(0).dotted());
    };
  }

  private static byte[] bare(List<Der> algorithm, byte[] key) {
    if (algorithm.size() > 1) {
      throw new IllegalArgumentException("x509: invalid private key parameters");
    }
    return Der.first(key).expect(Der.OCTET_STRING).content();
  }

  /**
   * A key in DER, in whichever form it is, for the JDK to use.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  static java.security.PrivateKey usable(byte[] der) {
    var complete = pkcs8(der);
    var algorithm = Der.one(complete).sequence(3).get(1).sequence(1).get(0).dotted();
    try {
      return KeyFactory.getInstance(switch (algorithm) {
        case RSA -> "RSA";
        case ELLIPTIC -> "EC";
        default -> "Ed25519";
      }).generatePrivate(new PKCS8EncodedKeySpec(complete));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("failed to parse the key: " + e.getMessage(), e);
    }
  }

  /** The key in the form of PKCS #8. */
  private static byte[] pkcs8(byte[] der) {
    var parts = Der.one(der).sequence(3);
    if (parts.get(1).is(Der.SEQUENCE)) {
      return der;
    }
    if (!parts.get(1).is(Der.OCTET_STRING)) {
      return pkcs8(HexFormat.of().parseHex("300d06092a864886f70d0101010500"), der);
    }
    for (var part : parts) {
      if (part.is(Der.EXPLICIT)) {
        var algorithm = new ByteArrayOutputStream();
        algorithm.writeBytes(HexFormat.of().parseHex("06072a8648ce3d0201"));
        algorithm.writeBytes(part.content());
        return pkcs8(DerWriter.tagged(Der.SEQUENCE, algorithm.toByteArray()), der);
      }
    }
    throw new IllegalArgumentException("x509: unknown elliptic curve");
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    var content = new ByteArrayOutputStream();
    content.writeBytes(DerWriter.tagged(Der.INTEGER, BigInteger.ZERO.toByteArray()));
    content.writeBytes(algorithm);
    content.writeBytes(DerWriter.tagged(Der.OCTET_STRING, key));
    return DerWriter.tagged(Der.SEQUENCE, content.toByteArray());
  }

  /** The JSON of a certificate with its key, as for a server. */
  static Value pair(List<byte[]> chain, Certificate leaf, PrivateKey key) {
    if (key instanceof ExchangeKey || !leaf.publicKey().equals(key.publicKey())) {
      throw new IllegalArgumentException("tls: private key does not match public key");
    }
    return ObjectValue.builder()
        .put("Certificate", ArrayValue.of(chain.stream().map(Fields::bytes).toList()))
        .put("Leaf", leaf.json())
        .put("OCSPStaple", NullValue.NULL)
        .put("PrivateKey", key.json())
        .put("SignedCertificateTimestamps", NullValue.NULL)
        .put("SupportedSignatureAlgorithms", NullValue.NULL)
        .build();
  }
}
