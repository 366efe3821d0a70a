package dev.gatehouse.rego.types;

import java.util.List;
import java.util.stream.Collectors;

/** The text of types in messages. */
final class TypeText {

  private TypeText() {}

  static String of(Type type) {
    return switch (type) {
      case Type.Unknown unknown -> "???";
      case Type.Basic basic ->
        switch (basic) {
          case NULL -> "null";
          case BOOLEAN -> "boolean";
          case NUMBER -> "number";
          case STRING -> "string";
        };
      case Type.Array(var items, var rest) ->
        "array"
            + (items.isEmpty() ? "" : "<" + joined(items) + ">")
            + (rest == null ? "" : "[" + of(rest) + "]");
      case Type.Set(var member) -> "set[" + of(member) + "]";
      case Type.Object(var properties, var key, var value) ->
        "object"
            + (properties.isEmpty() ? "" : "<" + properties(properties) + ">")
            + (key == null || value == null ? "" : "[" + of(key) + ": " + of(value) + "]");
      case Type.Any(var of) -> of.isEmpty() ? "any" : "any<" + joined(of) + ">";
      case Type.Function(var args, var result, var variadic) -> {
        var more = variadic == null ? "" : (args.isEmpty() ? "" : ", ") + of(variadic) + "...";
        yield "(" + joined(args) + more + ") => " + (result == null ? "???" : of(result));
      }
    };
  }

  private static String joined(List<Type> types) {
    return types.stream().map(TypeText::of).collect(Collectors.joining(", "));
  }

  private static String properties(List<Type.Property> properties) {
    return properties.stream()
        .map(property -> PropertyKey.text(property.key()) + ": " + of(property.value()))
        .collect(Collectors.joining(", "));
  }
}
