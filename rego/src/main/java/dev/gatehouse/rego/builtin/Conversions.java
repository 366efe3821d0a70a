package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.NULL;
import static dev.gatehouse.rego.types.Type.NUMBER;
import static dev.gatehouse.rego.types.Type.STRING;

import com.google.re2j.Pattern;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.Numbers;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The functions that tell types and convert between them. */
final class Conversions {

  private static final Type.Function TEST = args(ANY).gives(BOOLEAN);
  private static final Set<String> NO_NUMBERS = Set.of("inf", "infinity", "nan");

  private static final Pattern DECIMAL = Pattern
      .compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern HEXADECIMAL = Pattern
      .compile("[+-]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+");

  private Conversions() {}

  static List<Builtin> rows() {
    return List.of(
        row("is_array", "Whether it is an array.", TEST, Conversions::isArray),
        row("is_boolean", "Whether it is a boolean.", TEST, Conversions::isBoolean),
        row("is_null", "Whether it is null.", TEST, Conversions::isNull),
        row("is_number", "Whether it is a number.", TEST, Conversions::isNumber),
        row("is_object", "Whether it is an object.", TEST, Conversions::isObject),
        row("is_set", "Whether it is a set.", TEST, Conversions::isSet),
        row("is_string", "Whether it is a string.", TEST, Conversions::isString),
        row("type_name", "The name of its type.", args(ANY).gives(STRING), Conversions::typeName),
        row(
            "to_number",
            "The number that a text is; 0 for null and false, 1 for true.",
            args(Type.any(NULL, BOOLEAN, NUMBER, STRING)).gives(NUMBER),
            Conversions::toNumber),
        cast("cast_array", Type.array(ANY), Conversions::castArray),
        cast("cast_boolean", BOOLEAN, Conversions::castBoolean),
        cast("cast_null", NULL, Conversions::castNull),
        cast("cast_object", Type.object(ANY, ANY), Conversions::castObject),
        cast("cast_set", Type.set(ANY), Conversions::castSet),
        cast("cast_string", STRING, Conversions::castString));
  }

  private static Builtin cast(String name, Type result, Builtin.Code1 code) {
    return row(name, "The value as this type; an error if it has another.", args(ANY).gives(result),
        code)
        .flags(Builtin.Flag.DEPRECATED);
  }

  private static Value isArray(BuiltinContext context, Value value) {
    return BooleanValue.of(value instanceof ArrayValue);
  }

  private static Value isBoolean(BuiltinContext context, Value value) {
    return BooleanValue.of(value instanceof BooleanValue);
  }

  private static Value isNull(BuiltinContext context, Value value) {
    return BooleanValue.of(value instanceof NullValue);
  }

  private static Value isNumber(BuiltinContext context, Value value) {
    return BooleanValue.of(value instanceof NumberValue);
  }

  private static Value isObject(BuiltinContext context, Value value) {
    return BooleanValue.of(value instanceof ObjectValue);
  }

  private static Value isSet(BuiltinContext context, Value value) {
    return BooleanValue.of(value instanceof SetValue);
  }

  private static Value isString(BuiltinContext context, Value value) {
    return BooleanValue.of(value instanceof StringValue);
  }

  private static Value typeName(BuiltinContext context, Value value) {
    return StringValue.of(value.typeName());
  }

  private static Value toNumber(BuiltinContext context, Value value) {
    return switch (value) {
      case NullValue n -> IntegerValue.of(0);
      case BooleanValue b -> IntegerValue.of(b.value() ? 1 : 0);
      case NumberValue n -> n;
      case StringValue s -> parse(s);
      default -> throw Operand.wrongOf(1, value, List.of("null", "boolean", "number", "string"));
    };
  }

  private static Value parse(StringValue value) {
    var text = value.value();
    if (NO_NUMBERS.contains(withoutSigns(text).toLowerCase(Locale.ROOT))) {
      return Operand.wrong(1, value, "valid number string");
    }
    var number = Numbers.parse(text);
    if (number == null) {
      var looksRight = DECIMAL.matches(text) || HEXADECIMAL.matches(text);
      throw unreadable(text, looksRight ? "value out of range" : "invalid syntax");
    }
    return number;
  }

  private static BuiltinException unreadable(String text, String reason) {
    return BuiltinException.failure(
        "strconv.ParseFloat: parsing " + Quotes.quote(text) + ": " + reason);
  }

  private static String withoutSigns(String text) {
    var start = 0;
    while (start < text.length() && (text.charAt(start) == '+' || text.charAt(start) == '-')) {
      start++;
    }
    return text.substring(start);
  }

  private static Value castArray(BuiltinContext context, Value value) {
    return switch (value) {
      case ArrayValue array -> array;
      case SetValue set -> set.toArray();
      default -> throw Operand.wrongOf(1, value, List.of("array", "set"));
    };
  }

  private static Value castSet(BuiltinContext context, Value value) {
    return switch (value) {
      case SetValue set -> set;
      case ArrayValue array -> SetValue.of(array.items());
      default -> throw Operand.wrongOf(1, value, List.of("array", "set"));
    };
  }

  private static Value castBoolean(BuiltinContext context, Value value) {
    return value instanceof BooleanValue ? value : Operand.wrong(1, value, "boolean");
  }

  private static Value castNull(BuiltinContext context, Value value) {
    return value instanceof NullValue ? value : Operand.wrong(1, value, "null");
  }

  private static Value castObject(BuiltinContext context, Value value) {
    return Operand.object(1, value);
  }

  private static Value castString(BuiltinContext context, Value value) {
    return value instanceof StringValue ? value : Operand.wrong(1, value, "string");
  }
}
