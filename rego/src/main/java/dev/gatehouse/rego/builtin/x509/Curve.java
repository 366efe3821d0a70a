package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;
import java.util.LinkedHashMap;

/**
 * An elliptic curve of NIST, with points in affine coordinates.
 *
 * @param name its name in FIPS 186, such as {@code P-256}
 */
public record Curve(String name, ECParameterSpec spec, BigInteger prime) {

  private static final int UNCOMPRESSED = 4;

  /** The curve of an object identifier. */
  static Curve of(String oid) {
    return switch (oid) {
      case "1.2.840.10045.3.1.7" -> named("P-256");
      case "1.3.132.0.34" -> named("P-384");
      case "1.3.132.0.35" -> named("P-521");
      default -> throw new IllegalArgumentException("x509: unsupported elliptic curve");
    };
  }

  /** The curve of a name. @throws IllegalArgumentException if there is none */
  public static Curve named(String name) {
    var parameterName = switch (name) {
      case "P-256" -> "secp256r1";
      case "P-384" -> "secp384r1";
      case "P-521" -> "secp521r1";
      default -> throw new IllegalArgumentException("invalid curve algorithm \"" + name + "\"");
    };
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(parameterName));
      var spec = parameters.getParameterSpec(ECParameterSpec.class);
      return new Curve(name, spec, ((ECFieldFp) spec.getCurve().getField()).getP());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bytes of a coordinate. */
  public int size() {
    return (prime.bitLength() + 7) / 8;
  }

  /** The point of bytes without compression, which must be on the curve. */
  ECPoint point(byte[] bytes) {
    if (bytes.length != 1 + 2 * size() || bytes[0] != UNCOMPRESSED) {
      throw new IllegalArgumentException("x509: failed to unmarshal elliptic curve point");
    }
    return point(new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + size())),
        new BigInteger(1, Arrays.copyOfRange(bytes, 1 + size(), bytes.length)));
  }

  /** The point of coordinates. @throws IllegalArgumentException if it is not on the curve */
  public ECPoint point(BigInteger x, BigInteger y) {
    var curve = spec.getCurve();
    var right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(prime);
    var inField = x.compareTo(prime) < 0 && y.compareTo(prime) < 0;
    if (!inField || !y.multiply(y).mod(prime).equals(right)) {
      throw new IllegalArgumentException("x509: failed to unmarshal elliptic curve point");
    }
    return new ECPoint(x, y);
  }

  /** The public point of a private number. @throws IllegalArgumentException if it is out of range */
  public ECPoint publicPoint(BigInteger number) {
    if (number.signum() <= 0 || number.compareTo(spec.getOrder()) >= 0) {
      throw new IllegalArgumentException("x509: invalid elliptic curve private key value");
    }
    var pair = Generated.pair("EC", spec, Fields.reversed(number, size()));
    if (pair.getPrivate() instanceof ECPrivateKey key && key.getS().equals(number)
        && pair.getPublic() instanceof ECPublicKey point) {
      return point.getW();
    }
    throw new IllegalStateException("the generator of keys does not take its number from chance");
  }

  /** The fields of a public key. */
  static LinkedHashMap<String, Value> fields(ECPoint point) {
    var fields = new LinkedHashMap<String, Value>();
    fields.put("Curve", ObjectValue.EMPTY);
    fields.put("X", Fields.number(point.getAffineX()));
    fields.put("Y", Fields.number(point.getAffineY()));
    return fields;
  }
}
