package dev.gatehouse.emulator;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads a request's JSON; what is missing is an IllegalArgumentException. */
record JsonPath(ObjectValue value) {

  static JsonPath of(ObjectValue value) {
    return new JsonPath(value);
  }

  JsonPath at(String name) {
    return find(name).orElseThrow(() -> missing(name, "an object"));
  }

  Optional<JsonPath> find(String name) {
    return value.get(name) instanceof ObjectValue object
        ? Optional.of(new JsonPath(object))
        : Optional.empty();
  }

  String text(String name) {
    return findText(name).orElseThrow(() -> missing(name, "a text"));
  }

  Optional<String> findText(String name) {
    return value.get(name) instanceof StringValue text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  byte[] bytes(String name) {
    return Base64.getDecoder().decode(text(name));
  }

  List<Value> list(String name) {
    return value.get(name) instanceof ArrayValue array ? array.items() : List.of();
  }

  /** The first object of a list. */
  JsonPath first(String name) {
    if (value.get(name) instanceof ArrayValue array && !array.isEmpty()
        && array.get(0) instanceof ObjectValue object) {
      return new JsonPath(object);
    }
    throw missing(name, "a list of objects");
  }

  private static IllegalArgumentException missing(String name, String what) {
    return new IllegalArgumentException("expected " + what + " in " + name);
  }
}
