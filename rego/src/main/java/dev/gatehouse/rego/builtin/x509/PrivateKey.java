package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A private key.
 *
 * @param json its JSON
 * @param publicKey the JSON of the public key that belongs to it
 */
public record PrivateKey(Value json, Value publicKey) {

  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String ELLIPTIC = "1.2.840.10045.2.1";

  /** The algorithm of RSA keys, complete, and the identifier of that of elliptic curves. */
  private static final byte[] RSA_ALGORITHM = HexFormat.of()
      .parseHex("300d06092a864886f70d0101010500");
  private static final byte[] ELLIPTIC_ALGORITHM = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final byte[] VERSION = {0x02, 0x01, 0x00};
  private static final int EDWARDS_SIZE = 32;
  private static final int LARGEST_RSA = 16_384;

  /**
   * Reads a key in DER as the type of its PEM says: PKCS #1, PKCS #8 or SEC 1.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static PrivateKey read(String type, byte[] der) {
    var parts = Der.one(der).sequence(3);
    return switch (type) {
      case "RSA PRIVATE KEY" -> rsa(parts);
      case "EC PRIVATE KEY" -> elliptic(parts, "");
      case "PRIVATE KEY" -> wrapped(parts);
      default -> throw new IllegalArgumentException("x509: unknown type of private key: " + type);
    };
  }

  /**
   * A key in DER, in whichever form it is, for the JDK to use.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static java.security.PrivateKey usable(byte[] der) {
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

  /** The key in the form of PKCS #8, which says its algorithm before it. */
  private static byte[] pkcs8(byte[] der) {
    var parts = Der.one(der).sequence(3);
    if (parts.get(1).is(Der.SEQUENCE)) {
      return der;
    }
    if (!parts.get(1).is(Der.OCTET_STRING)) {
      return pkcs8(RSA_ALGORITHM, der);
    }
    for (var part : parts) {
      if (part.is(Der.EXPLICIT)) {
        var algorithm = new ByteArrayOutputStream();
        algorithm.writeBytes(ELLIPTIC_ALGORITHM);
        algorithm.writeBytes(part.content());
        return pkcs8(DerWriter.tagged(Der.SEQUENCE, algorithm.toByteArray()), der);
      }
    }
    throw new IllegalArgumentException("x509: unknown elliptic curve");
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    var content = new ByteArrayOutputStream();
    content.writeBytes(VERSION);
    content.writeBytes(algorithm);
    content.writeBytes(DerWriter.tagged(Der.OCTET_STRING, key));
    return DerWriter.tagged(Der.SEQUENCE, content.toByteArray());
  }

  /** Reads a key in DER in whichever form it is. */
  public static PrivateKey readAny(byte[] der) {
    var parts = Der.one(der).sequence(3);
    return switch (parts.get(1).tag()) {
      case Der.SEQUENCE -> wrapped(parts);
      case Der.OCTET_STRING -> elliptic(parts, "");
      default -> rsa(parts);
    };
  }

  private static PrivateKey wrapped(List<Der> parts) {
    var algorithm = parts.get(1).sequence(1);
    var key = Der.one(parts.get(2).expect(Der.OCTET_STRING).content());
    return switch (algorithm.get(0).dotted()) {
      case RSA -> rsa(key.sequence(3));
      case ELLIPTIC ->
        elliptic(key.sequence(2), algorithm.size() > 1 ? algorithm.get(1).dotted() : "");
      case "1.3.101.112" -> edwards(key.expect(Der.OCTET_STRING).content());
      default -> throw new IllegalArgumentException(
          "x509: PKCS#8 wrapping contained private key with unknown algorithm: "
              + algorithm.get(0).dotted());
    };
  }

  private static PrivateKey rsa(List<Der> parts) {
    if (parts.size() != 9) {
      throw new IllegalArgumentException("x509: unsupported form of RSA private key");
    }
    var numbers = parts.stream().map(Der::integer).toList();
    var modulus = numbers.get(1);
    var p = numbers.get(4);
    var q = numbers.get(5);
    if (p.bitLength() < 2 || q.bitLength() < 2 || p.signum() < 0
        || modulus.bitLength() > LARGEST_RSA || !p.multiply(q).equals(modulus)
        || !p.gcd(q).equals(BigInteger.ONE)) {
      throw new IllegalArgumentException("crypto/rsa: invalid private key");
    }
    var d = numbers.get(3);
    var precomputed = ObjectValue.builder()
        .put("CRTValues", ArrayValue.EMPTY)
        .put("Dp", Fields.number(d.mod(p.subtract(BigInteger.ONE))))
        .put("Dq", Fields.number(d.mod(q.subtract(BigInteger.ONE))))
        .put("Qinv", Fields.number(q.modInverse(p)))
        .build();
    var json = ObjectValue.builder()
        .put("N", Fields.number(modulus))
        .put("E", Fields.number(numbers.get(2)))
        .put("D", Fields.number(d))
        .put("Primes", ArrayValue.of(Fields.number(p), Fields.number(q)))
        .put("Precomputed", precomputed)
        .build();
    return new PrivateKey(
        json,
        ObjectValue.of("N", Fields.number(modulus), "E", Fields.number(numbers.get(2))));
  }

  private static PrivateKey elliptic(List<Der> parts, String outerCurve) {
    if (!parts.get(0).integer().equals(BigInteger.ONE)) {
      throw new IllegalArgumentException("x509: unknown EC private key version");
    }
    var number = new BigInteger(1, parts.get(1).expect(Der.OCTET_STRING).content());
    var curve = outerCurve;
    for (var part : parts) {
      if (curve.isEmpty() && part.is(Der.EXPLICIT)) {
        curve = Der.one(part.content()).dotted();
      }
    }
    var fields = Curve.fields(Curve.of(curve).publicPoint(number));
    var publicKey = Fields.object(fields);
    fields.put("D", Fields.number(number));
    return new PrivateKey(Fields.object(fields), publicKey);
  }

  private static PrivateKey edwards(byte[] seed) {
    if (seed.length != EDWARDS_SIZE) {
      throw new IllegalArgumentException("x509: invalid Ed25519 private key length");
    }
    var point = edwardsPoint(seed);
    var both = new ByteArrayOutputStream();
    both.writeBytes(seed);
    both.writeBytes(point);
    return new PrivateKey(Fields.bytes(both.toByteArray()), Fields.bytes(point));
  }

  /** The public key of a seed, by a generator whose only randomness is the seed. */
  public static byte[] edwardsPoint(byte[] seed) {
    try {
      var generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, new FixedBytes(seed));
      var point = ((EdECPublicKey) generator.generateKeyPair().getPublic()).getPoint();
      var big = point.getY().toByteArray();
      var out = new byte[EDWARDS_SIZE];
      for (var i = 0; i < Math.min(big.length, EDWARDS_SIZE); i++) {
        out[i] = big[big.length - 1 - i];
      }
      out[EDWARDS_SIZE - 1] |= (byte) (point.isXOdd() ? 0x80 : 0);
      return out;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JSON of a certificate with its key, as for a server. */
  public static Value pair(List<byte[]> chain, Certificate leaf, PrivateKey key) {
    if (!leaf.publicKey().equals(key.publicKey)) {
      throw new IllegalArgumentException("tls: private key does not match public key");
    }
    return ObjectValue.builder()
        .put("Certificate", ArrayValue.of(chain.stream().map(Fields::bytes).toList()))
        .put("Leaf", leaf.json())
        .put("OCSPStaple", NullValue.NULL)
        .put("PrivateKey", key.json)
        .put("SignedCertificateTimestamps", NullValue.NULL)
        .put("SupportedSignatureAlgorithms", NullValue.NULL)
        .build();
  }

  /** Gives the same bytes whenever asked. */
  private static final class FixedBytes extends SecureRandom {

    private static final long serialVersionUID = 1;

    private final byte[] bytes;

    private FixedBytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] out) {
      System.arraycopy(Arrays.copyOf(bytes, out.length), 0, out, 0, out.length);
    }
  }
}
