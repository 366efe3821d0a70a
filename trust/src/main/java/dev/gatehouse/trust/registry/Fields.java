package dev.gatehouse.trust.registry;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON documents of registries: no key twice, nothing deep, nothing of another type. */
final class Fields {

  private static final int DEEPEST = 32;

  private Fields() {}

  /** The object that a document is. @throws RegistryException if it is none */
  static ObjectValue object(String what, byte[] json) throws RegistryException {
    var limits = new JsonLimits(Math.max(1, json.length), DEEPEST, Math.max(1, json.length), 20,
        20);
    try {
      if (Json.parseStrict(json, limits) instanceof ObjectValue object) {
        return object;
      }
      throw new RegistryException(Reason.MALFORMED, what + " is no JSON object");
    } catch (TextException e) {
      throw new RegistryException(Reason.MALFORMED, what + " is no JSON: " + e.getMessage(), e);
    }
  }

  /** A text; empty if it is absent or null. */
  static String text(ObjectValue object, String key) throws RegistryException {
    return switch (object.get(key)) {
      case StringValue text -> text.value();
      case null -> "";
      case Value other when isNull(other) -> "";
      case Value other -> throw wrong(key, "a string", other);
    };
  }

  /** A number that is no less than 0; 0 if it is absent. */
  static long size(ObjectValue object, String key) throws RegistryException {
    return switch (object.get(key)) {
      case IntegerValue number when number.value() >= 0 -> number.value();
      case null -> 0;
      case Value other -> throw wrong(key, "a size", other);
    };
  }

  /** The items of an array; none if it is absent or null. */
  static List<Value> items(ObjectValue object, String key) throws RegistryException {
    return switch (object.get(key)) {
      case ArrayValue array -> array.items();
      case null -> List.of();
      case Value other when isNull(other) -> List.of();
      case Value other -> throw wrong(key, "an array", other);
    };
  }

  /** An object within; null if it is absent or null. */
  static @Nullable ObjectValue within(ObjectValue object, String key) throws RegistryException {
    return switch (object.get(key)) {
      case ObjectValue inner -> inner;
      case null -> null;
      case Value other when isNull(other) -> null;
      case Value other -> throw wrong(key, "an object", other);
    };
  }

  /** An object whose values are texts. */
  static Map<String, String> texts(ObjectValue object, String key) throws RegistryException {
    var inner = within(object, key);
    var texts = new HashMap<String, String>();
    for (var i = 0; inner != null && i < inner.size(); i++) {
      if (inner.keyAt(i) instanceof StringValue name
          && inner.valueAt(i) instanceof StringValue text) {
        texts.put(name.value(), text.value());
      } else {
        throw wrong(key, "an object of strings", inner.valueAt(i));
      }
    }
    return texts;
  }

  private static boolean isNull(Value value) {
    return value.typeName().equals("null");
  }

  private static RegistryException wrong(String key, String expected, Value found) {
    return new RegistryException(Reason.MALFORMED,
        key + " is " + found.typeName() + " where " + expected + " was expected");
  }
}
