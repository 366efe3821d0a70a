package dev.gatehouse.rego.builtin.schema;

import java.util.List;

/** The texts of what can be wrong with a schema. */
final class Messages {

  static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "null",
      "object", "string");

  private Messages() {}

  static String invalidType(String expected, String given) {
    return "Invalid type. Expected: " + expected + ", given: " + given;
  }

  static IllegalArgumentException wrongType(String expected, String given) {
    return new IllegalArgumentException(invalidType(expected, given));
  }

  static IllegalArgumentException mustBeA(String keyword, String type) {
    return new IllegalArgumentException(keyword + " must be of a " + type);
  }

  static IllegalArgumentException mustBeAn(String keyword, String type) {
    return new IllegalArgumentException(keyword + " must be of an " + type);
  }

  static IllegalArgumentException mustBeOfType(String keyword, String type) {
    return new IllegalArgumentException(keyword + " must be of type " + type);
  }

  static IllegalArgumentException mustBeUnique(String keyword) {
    return new IllegalArgumentException(keyword + " items must be unique");
  }

  static IllegalArgumentException unknownType(String type) {
    return new IllegalArgumentException(
        "has a primitive type that is NOT VALID -- given: /" + type
            + "/ Expected valid values are:["
            + String.join(" ", TYPES) + "]");
  }
}
