package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public key of a certificate or a request.
 *
 * @param algorithm Go's number of it, 0 if unknown
 * @param json the key, null if unknown
 * @param raw the {@code SubjectPublicKeyInfo}
 */
public record SubjectKey(int algorithm, Value json, byte[] raw) {

  static SubjectKey read(Der info) {
    var parts = info.sequence(2);
    var algorithm = parts.get(0).sequence(1);
    var bits = parts.get(1).alignedBits();
    return switch (algorithm.get(0).dotted()) {
      case "1.2.840.113549.1.1.1" -> new SubjectKey(1, rsa(bits), info.raw());
      case "1.2.840.10040.4.1" -> new SubjectKey(2, dsa(algorithm, bits), info.raw());
      case "1.2.840.10045.2.1" -> new SubjectKey(3, elliptic(algorithm, bits), info.raw());
      case "1.3.101.112" -> new SubjectKey(4, edwards(bits), info.raw());
      default -> new SubjectKey(0, NullValue.NULL, info.raw());
    };
  }

  /**
   * Reads a {@code SubjectPublicKeyInfo} in DER for verification.
   *
   * @throws IllegalArgumentException if it is malformed, or of a kind that verifies nothing here
   */
  public static PublicKey usable(byte[] der) {
    return read(Der.one(der)).required();
  }

  /** The key for verification. @throws IllegalArgumentException if it verifies nothing here */
  PublicKey required() {
    var key = key();
    if (key == null) {
      throw new IllegalArgumentException("x509: unknown kind of public key");
    }
    return key;
  }

  private static Value rsa(byte[] bits) {
    var numbers = Der.one(bits).sequence(2);
    var modulus = numbers.get(0).integer();
    var exponent = numbers.get(1).integer();
    if (modulus.signum() <= 0 || exponent.signum() <= 0 || exponent.bitLength() > 62) {
      throw new IllegalArgumentException("x509: invalid RSA public key");
    }
    return ObjectValue.of("N", Fields.number(modulus), "E", Fields.number(exponent));
  }

  private static Value dsa(List<Der> algorithm, byte[] bits) {
    if (algorithm.size() < 2) {
      throw new IllegalArgumentException("x509: invalid DSA parameters");
    }
    var parameters = algorithm.get(1).sequence(3);
    return ObjectValue.builder()
        .put("P", Fields.number(parameters.get(0).integer()))
        .put("Q", Fields.number(parameters.get(1).integer()))
        .put("G", Fields.number(parameters.get(2).integer()))
        .put("Y", Fields.number(Der.one(bits).integer()))
        .build();
  }

  private static Value elliptic(List<Der> algorithm, byte[] bits) {
    if (algorithm.size() < 2) {
      throw new IllegalArgumentException("x509: invalid ECDSA parameters");
    }
    return Fields.object(
        Curve.fields(Curve.of(algorithm.get(1).dotted()).point(bits)));
  }

  private static Value edwards(byte[] bits) {
    if (bits.length != 32) {
      throw new IllegalArgumentException("x509: wrong Ed25519 public key size");
    }
    return Fields.bytes(bits);
  }

  /** The key for verification, null if this kind of key verifies nothing here. */
  @Nullable
  PublicKey key() {
    var name = switch (algorithm) {
      case 1 -> "RSA";
      case 3 -> "EC";
      case 4 -> "Ed25519";
      default -> "";
    };
    if (name.isEmpty()) {
      return null;
    }
    try {
      return KeyFactory.getInstance(name).generatePublic(new X509EncodedKeySpec(raw));
    } catch (GeneralSecurityException e) {
      return null;
    }
  }
}
