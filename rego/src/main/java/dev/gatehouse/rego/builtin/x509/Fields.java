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
