package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.math.BigInteger;
import java.security.spec.ECPoint;

/** A private key on an elliptic curve. */
record EllipticKey(Curve curve, BigInteger number, ECPoint point) implements PrivateKey {

  private static final int NUMBER = 1;

  /**
   * Reads a key of SEC 1.
   *
   * @param outerCurve the curve that what is around it names, empty if none
   * @throws IllegalArgumentException if Go would not take it
   */
  static EllipticKey read(Der der, String outerCurve) {
    var parts = der.sequence(2);
    if (!parts.get(0).integer().equals(BigInteger.ONE)) {
      throw new IllegalArgumentException("x509: unknown EC private key version");
    }
    var number = new BigInteger(1, parts.get(NUMBER).expect(Der.OCTET_STRING).content());
    var next = NUMBER + 1;
    var name = "";
    if (parts.size() > next && parts.get(next).is(Der.EXPLICIT)) {
      name = Der.one(parts.get(next++).content()).dotted();
    }
    if (parts.size() > next && parts.get(next).is(Der.EXPLICIT + 1)) {
      Der.one(parts.get(next).content()).bits();
    }
    var curve = Curve.of(outerCurve.isEmpty() ? name : outerCurve);
    return new EllipticKey(curve, number, curve.publicPoint(number));
  }

  @Override
  public Value json() {
    var fields = Curve.fields(point);
    fields.put("D", Fields.number(number));
    return Fields.object(fields);
  }

  @Override
  public Value publicKey() {
    return Fields.object(Curve.fields(point));
  }

  @Override
  public ObjectValue webKey() {
    return ObjectValue.builder()
        .put("kty", StringValue.of("EC"))
        .put("crv", StringValue.of(curve.name()))
        .put("d", Fields.webNumber(number, curve.size()))
        .put("x", Fields.webNumber(point.getAffineX(), curve.size()))
        .put("y", Fields.webNumber(point.getAffineY(), curve.size()))
        .build();
  }
}
