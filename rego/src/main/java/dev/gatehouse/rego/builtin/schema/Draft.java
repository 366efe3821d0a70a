package dev.gatehouse.rego.builtin.schema;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Url;

/** The draft of JSON Schema that a schema follows; a hybrid one takes what any draft allows. */
enum Draft {
  FOUR, SIX, SEVEN, HYBRID;

  boolean isAtLeast(Draft other) {
    return compareTo(other) >= 0;
  }

  static Draft of(Value schema) {
    if (schema instanceof BooleanValue) {
      return HYBRID;
    }
    if (!(schema instanceof ObjectValue members)) {
      throw new IllegalArgumentException("schema is invalid");
    }
    return switch (members.get("$schema")) {
      case null -> HYBRID;
      case StringValue address -> ofAddress(address.value());
      default -> throw new IllegalArgumentException("$schema must be of type string");
    };
  }

  private static Draft ofAddress(String address) {
    Url.parse(address);
    var plain = address.endsWith("#") ? address.substring(0, address.length() - 1) : address;
    return switch (plain) {
      case "http://json-schema.org/draft-04/schema" -> FOUR;
      case "http://json-schema.org/draft-06/schema" -> SIX;
      case "http://json-schema.org/draft-07/schema" -> SEVEN;
      default -> HYBRID;
    };
  }

  /** The keyword that names a schema of this draft. */
  String identifier(ObjectValue schema) {
    return this == FOUR || this == HYBRID && schema.get("id") != null ? "id" : "$id";
  }
}
