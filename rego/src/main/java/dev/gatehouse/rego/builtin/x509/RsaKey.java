package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.math.BigInteger;
import java.util.List;

/**
 * A private key of RSA with two primes.
 *
 * @param n the modulus
 * @param e the public exponent
 * @param d the private exponent
 * @param dP the private exponent modulo {@code p - 1}
 * @param dQ the private exponent modulo {@code q - 1}
 * @param qInverse the inverse of q modulo p
 */
record RsaKey(BigInteger n, BigInteger e, BigInteger d, BigInteger p, BigInteger q, BigInteger dP,
    BigInteger dQ, BigInteger qInverse) implements PrivateKey {

  private static final int LARGEST = 16_384;

  /** The primes differ in their upper bits but these, and a private exponent has half of the bits. */
  private static final int CLOSE = 100;

  /** Reads a key of PKCS #1. @throws IllegalArgumentException if Go would not take it */
  static RsaKey read(Der der) {
    var parts = der.sequence(6);
    require(parts.get(0).integer().compareTo(BigInteger.ONE) <= 0,
        "unsupported private key version");
    require(parts.size() < 10, "keys of more than two primes are not supported");
    for (var part : parts.subList(1, parts.size())) {
      require(part.integer().signum() > 0, "private key contains zero or negative value");
    }
    require(parts.get(1).integer().bitLength() <= LARGEST, "the modulus is too large");
    var key = of(parts);
    key.check();
    return key;
  }

  /** Where one of the last three numbers is missing all of them are computed. */
  private static RsaKey of(List<Der> parts) {
    var d = parts.get(3).integer();
    var p = parts.get(4).integer();
    var q = parts.get(5).integer();
    var isComplete = parts.size() == 9;
    try {
      return new RsaKey(parts.get(1).integer(), parts.get(2).integer(), d, p, q,
          isComplete ? parts.get(6).integer() : d.mod(p.subtract(BigInteger.ONE)),
          isComplete ? parts.get(7).integer() : d.mod(q.subtract(BigInteger.ONE)),
          isComplete ? parts.get(8).integer() : q.modInverse(p));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("crypto/rsa: invalid prime", e);
    }
  }

  /** What Go's {@code crypto/rsa} demands of a key. */
  private void check() {
    require(n.testBit(0), "public modulus is even");
    require(e.testBit(0) && e.bitLength() >= 2 && e.bitLength() < Integer.SIZE,
        "public exponent out of range");
    require(d.compareTo(n) < 0 && qInverse.compareTo(p) < 0, "a number is too large");
    require(p.bitLength() > 1 && q.bitLength() > 1 && p.multiply(q).equals(n), "p * q != n");
    checkExponent(dP, p);
    checkExponent(dQ, q);
    require(qInverse.multiply(q).mod(p).equals(BigInteger.ONE), "invalid CRT coefficient");
    var half = n.bitLength() / 2;
    require(p.subtract(q).abs().bitLength() > half - CLOSE, "|p - q| too small");
    require(d.bitLength() > half, "d too small");
  }

  private void checkExponent(BigInteger exponent, BigInteger prime) {
    var order = prime.subtract(BigInteger.ONE);
    require(exponent.compareTo(order) < 0
        && exponent.multiply(e).mod(order).equals(BigInteger.ONE)
        && d.mod(order).equals(exponent), "invalid CRT exponent");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("crypto/rsa: " + message);
    }
  }

  @Override
  public Value json() {
    var precomputed = ObjectValue.builder()
        .put("CRTValues", ArrayValue.EMPTY)
        .put("Dp", Fields.number(dP))
        .put("Dq", Fields.number(dQ))
        .put("Qinv", Fields.number(qInverse))
        .build();
    return ObjectValue.builder()
        .put("N", Fields.number(n))
        .put("E", Fields.number(e))
        .put("D", Fields.number(d))
        .put("Primes", ArrayValue.of(Fields.number(p), Fields.number(q)))
        .put("Precomputed", precomputed)
        .build();
  }

  @Override
  public Value publicKey() {
    return ObjectValue.of("N", Fields.number(n), "E", Fields.number(e));
  }

  @Override
  public ObjectValue webKey() {
    return ObjectValue.builder()
        .put("kty", StringValue.of("RSA"))
        .put("n", Fields.webNumber(n))
        .put("e", Fields.webNumber(e))
        .put("d", Fields.webNumber(d))
        .put("p", Fields.webNumber(p))
        .put("q", Fields.webNumber(q))
        .put("dp", Fields.webNumber(dP))
        .put("dq", Fields.webNumber(dQ))
        .put("qi", Fields.webNumber(qInverse))
        .build();
  }
}
