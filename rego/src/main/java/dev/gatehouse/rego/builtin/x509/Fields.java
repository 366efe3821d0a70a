package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Values as Go writes them in JSON. */
final class Fields {

  private Fields() {}

  static Value bytes(byte[] bytes) {
    return StringValue.of(Base64.getEncoder().encodeToString(bytes));
  }

  static NumberValue number(BigInteger number) {
    return DecimalValue.of(number);
  }

  /** The bytes of a number in a JSON web key. */
  static StringValue webNumber(BigInteger number) {
    return webNumber(number, (number.bitLength() + 7) / 8);
  }

  /** The bytes of a number in a JSON web key, as many as wanted. */
  static StringValue webNumber(BigInteger number, int size) {
    var bytes = number.toByteArray();
    var padded = new byte[size];
    for (var i = 1; i <= Math.min(size, bytes.length); i++) {
      padded[size - i] = bytes[bytes.length - i];
    }
    return webBytes(padded);
  }

  private static StringValue webBytes(byte[] bytes) {
    return StringValue.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The JSON web key of a curve with keys of bytes. */
  static ObjectValue octets(String curve, byte[] key, byte[] point) {
    return ObjectValue.builder()
        .put("kty", StringValue.of("OKP"))
        .put("crv", StringValue.of(curve))
        .put("d", webBytes(key))
        .put("x", webBytes(point))
        .build();
  }

  /** The bytes of a number, the least first. */
  static byte[] reversed(BigInteger number, int size) {
    var big = number.toByteArray();
    var out = new byte[size];
    for (var i = 0; i < Math.min(big.length, size); i++) {
      out[i] = big[big.length - 1 - i];
    }
    return out;
  }

  /** An array, or null if there is nothing in it. */
  static Value list(List<? extends Value> items) {
    return items.isEmpty() ? NullValue.NULL : ArrayValue.of(items);
  }

  /** An array of strings, or null if there is none. */
  static Value strings(List<String> texts) {
    return list(texts.stream().map(StringValue::of).toList());
  }

  /** An object identifier: an array of numbers. */
  static Value oid(Der element) {
    return ArrayValue.of(element.oid().stream().map(Fields::number).toList());
  }

  static ObjectValue object(Map<String, Value> fields) {
    var object = ObjectValue.builder();
    fields.forEach(object::put);
    return object.build();
  }
}
