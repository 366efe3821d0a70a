package dev.gatehouse.emulator;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Builds JSON objects in the form of protobuf messages: bytes in base64, 64-bit numbers as text.
 * The keys of an object are always in order, so that its compact text is RFC 8785's.
 */
final class Fields {

  private final ObjectValue.Builder fields = ObjectValue.builder();

  static Fields of() {
    return new Fields();
  }

  static ObjectValue of(String name, Value value) {
    return ObjectValue.of(name, value);
  }

  Fields text(String name, String value) {
    return with(name, StringValue.of(value));
  }

  Fields number(String name, long value) {
    return with(name, IntegerValue.of(value));
  }

  Fields numberText(String name, long value) {
    return text(name, Long.toString(value));
  }

  Fields bytes(String name, byte[] value) {
    return text(name, base64(value));
  }

  Fields with(String name, Value value) {
    fields.put(name, value);
    return this;
  }

  Fields list(String name, List<? extends Value> values) {
    return with(name, ArrayValue.of(values));
  }

  ObjectValue build() {
    return fields.build();
  }

  static ObjectValue texts(Map<String, String> values) {
    var object = of();
    values.forEach(object::text);
    return object.build();
  }

  static String base64(byte[] value) {
    return Base64.getEncoder().encodeToString(value);
  }

  /** The value on one line without HTML escapes, as RFC 8785 has it. */
  static byte[] canonical(Value value) {
    return Json.writeBytes(value, JsonStyle.PLAIN);
  }
}
