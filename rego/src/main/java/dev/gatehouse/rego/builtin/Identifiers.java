package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.object;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Url;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The functions on UUIDs and URIs. */
final class Identifiers {

  private Identifiers() {}

  static List<Builtin> rows() {
    return List.of(
        row(
            "uuid.parse",
            "The fields of a UUID; undefined if it is none.",
            args(STRING).gives(object(STRING, ANY)),
            Identifiers::parseUuid),
        row(
            "uuid.rfc4122",
            "A random UUID (version 4), the same for the same key.",
            args(STRING).gives(STRING),
            Identifiers::randomUuid)
            .flags(Builtin.Flag.NONDETERMINISTIC),
        row("uri.is_valid", "Whether it is a URI.", args(STRING).gives(BOOLEAN),
            Identifiers::isUri),
        row(
            "uri.parse",
            "The components of a URI that are not empty.",
            args(STRING).gives(object(STRING, STRING)),
            Identifiers::parseUri));
  }

  private static @Nullable Value parseUuid(BuiltinContext context, Value value) {
    return UuidFields.of(Operand.string(1, value));
  }

  private static Value randomUuid(BuiltinContext context, Value key) {
    return context.remember(
        new UuidKey(key), () -> StringValue.of(UUID.randomUUID().toString()));
  }

  private static Value isUri(BuiltinContext context, Value value) {
    if (!(value instanceof StringValue text) || text.value().isEmpty()) {
      return BooleanValue.FALSE;
    }
    try {
      Url.parse(text.value());
      return BooleanValue.TRUE;
    } catch (IllegalArgumentException e) {
      return BooleanValue.FALSE;
    }
  }

  private static Value parseUri(BuiltinContext context, Value value) {
    try {
      var url = Url.parse(Operand.string(1, value));
      var fields = ObjectValue.builder();
      put(fields, "scheme", url.scheme());
      put(fields, "hostname", url.hostname());
      put(fields, "port", url.port());
      put(fields, "path", url.path());
      put(fields, "raw_path", url.rawPath().isEmpty() ? url.path() : url.rawPath());
      put(fields, "raw_query", url.rawQuery());
      put(fields, "fragment", url.fragment());
      return fields.build();
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  private static void put(ObjectValue.Builder fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, StringValue.of(value));
    }
  }

  /** What a random UUID is remembered by. */
  private record UuidKey(Value key) {}
}
