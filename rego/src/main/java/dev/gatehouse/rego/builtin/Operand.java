package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.PlainInteger;
import java.util.List;

/** Takes operands as the type that a function needs, or refuses them with OPA's text. Positions count from 1. */
final class Operand {

  private static final int LONGEST_NUMBER = 100_000;

  private Operand() {}

  static String string(int position, Value value) {
    return value instanceof StringValue s ? s.value() : wrong(position, value, "string");
  }

  static NumberValue number(int position, Value value) {
    return value instanceof NumberValue n ? bounded(n) : wrong(position, value, "number");
  }

  /** The number, which must not have so many digits that reading or printing it takes long. */
  static NumberValue bounded(NumberValue number) {
    if (!(number instanceof IntegerValue) && number.text().length() > LONGEST_NUMBER) {
      throw BuiltinException.limit("number has more than " + LONGEST_NUMBER + " characters");
    }
    return number;
  }

  static ArrayValue array(int position, Value value) {
    return value instanceof ArrayValue a ? a : wrong(position, value, "array");
  }

  static SetValue set(int position, Value value) {
    return value instanceof SetValue s ? s : wrong(position, value, "set");
  }

  static ObjectValue object(int position, Value value) {
    return value instanceof ObjectValue o ? o : wrong(position, value, "object");
  }

  static boolean bool(int position, Value value) {
    return value instanceof BooleanValue b ? b.value() : wrong(position, value, "boolean");
  }

  /** An integer of 64 bits: {@code 1} or {@code 1.0}, but not {@code 1e0}, as in OPA. */
  static long integer(int position, Value value) {
    var number = number(position, value);
    if (number instanceof IntegerValue n) {
      return n.value();
    }
    if (!isPlainInteger(number.text())) {
      throw refuse(position, "must be integer number but got floating-point number");
    }
    return number.toBigDecimal().longValueExact();
  }

  static boolean isPlainInteger(String text) {
    return PlainInteger.matches(text);
  }

  /** An operand of the wrong type, where one type is right. */
  static <T> T wrong(int position, Value got, String expected) {
    throw refuse(position, "must be " + expected + " but got " + got.typeName());
  }

  /** An operand of the wrong type, where several types are right. */
  static BuiltinException wrongOf(int position, Value got, List<String> expected) {
    return refuse(
        position,
        "must be one of {" + String.join(", ", expected) + "} but got " + got.typeName());
  }

  /** A collection with an element of the wrong type. */
  static BuiltinException wrongElement(
      int position, Value collection, Value got, String... expected) {
    var type = collection.typeName();
    var wanted = expected.length == 1
        ? expected[0] + "s"
        : "(any of) {" + String.join(", ", expected) + "}";
    return refuse(
        position,
        "must be "
            + type
            + " of "
            + wanted
            + " but got "
            + type
            + " containing "
            + got.typeName());
  }

  static BuiltinException refuse(int position, String reason) {
    return BuiltinException.operand("operand " + position + " " + reason);
  }
}
