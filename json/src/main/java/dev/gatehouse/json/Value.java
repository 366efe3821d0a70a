package dev.gatehouse.json;

/**
 * A JSON value, or one of Rego's additions to JSON: sets, and keys of any type.
 *
 * <p>{@code equals}, {@code hashCode} and {@code compareTo} follow Rego: numbers are compared by
 * their mathematical value, strings by the bytes of their UTF-8 form, composite values element by
 * element. {@code toString} gives Rego's text of the value.
 */
public sealed interface Value extends Comparable<Value>
    permits NullValue, BooleanValue, NumberValue, StringValue, ArrayValue, ObjectValue, SetValue {

  /** The rank of this value's type in Rego's order, 0 for null to 6 for sets. */
  int typeRank();

  /** The name that Rego's {@code type_name} gives: {@code "null"}, {@code "boolean"} and so on. */
  default String typeName() {
    return switch (this) {
      case NullValue n -> "null";
      case BooleanValue b -> "boolean";
      case NumberValue n -> "number";
      case StringValue s -> "string";
      case ArrayValue a -> "array";
      case ObjectValue o -> "object";
      case SetValue s -> "set";
    };
  }
}
