package dev.gatehouse.rego.builtin;

import dev.gatehouse.rego.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes types in one line for the table of signatures. */
final class TypeText {

  private TypeText() {}

  static String of(@Nullable Type type) {
    return switch (type) {
      case null -> "null";
      case Type.Basic basic -> basic.name();
      case Type.Any any when any.of().isEmpty() -> "ANY";
      case Type.Any any -> "any(" + list(any.of()) + ")";
      case Type.Set set -> "set(" + of(set.member()) + ")";
      case Type.Array array ->
        array.rest() == null
            ? "tuple(" + list(array.items()) + ")"
            : "array(" + of(array.rest()) + ")";
      case Type.Object object -> object(object);
      default -> throw new IllegalArgumentException("no type of a function: " + type);
    };
  }

  static String list(List<Type> types) {
    return types.stream().map(TypeText::of).collect(Collectors.joining(", "));
  }

  private static String object(Type.Object object) {
    if (object.properties().isEmpty()) {
      return "object(" + of(object.key()) + ", " + of(object.value()) + ")";
    }
    var known = new ArrayList<String>();
    object.properties().forEach(p -> known.add(p.key() + ", " + of(p.value())));
    var rest = object.key() == null
        ? ""
        : ".rest(" + of(object.key()) + ", " + of(object.value()) + ")";
    return "record(" + String.join(", ", known) + ")" + rest;
  }
}
