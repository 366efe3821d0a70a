package dev.gatehouse.rego.builtin.schema;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Floats;
import java.math.BigDecimal;
import java.util.ArrayList;

/** Texts of values and numbers by which literals are compared and shown. */
final class Literals {

  private static final int FARTHEST = 10_000;

  private Literals() {}

  /** Whether one number divides another. @throws IllegalArgumentException if they are too far apart */
  static boolean divides(BigDecimal divisor, BigDecimal number) {
    var apart = Math.abs((long) number.precision() - number.scale() - divisor.precision()
        + divisor.scale());
    if (apart > FARTHEST) {
      throw new IllegalArgumentException("numbers are too far apart to divide");
    }
    return number.remainder(divisor).signum() == 0;
  }

  /** The JSON of a value, its numbers as floating-point ones, so that 1 and 1.0 are the same. */
  static String text(Value value) {
    return Json.write(floating(value));
  }

  private static Value floating(Value value) {
    return switch (value) {
      case IntegerValue number when Math.abs(number.value()) < 1L << 53 -> number;
      case NumberValue number -> number(number.toDouble());
      case ArrayValue array -> {
        var items = new ArrayList<Value>(array.size());
        array.forEach(item -> items.add(floating(item)));
        yield ArrayValue.of(items);
      }
      case ObjectValue object -> {
        var copy = ObjectValue.builder();
        for (var i = 0; i < object.size(); i++) {
          copy.put(object.keyAt(i), floating(object.valueAt(i)));
        }
        yield copy.build();
      }
      default -> value;
    };
  }

  private static Value number(double value) {
    var size = Math.abs(value);
    var verb = size != 0 && (size < 1e-6 || size >= 1e21) ? 'e' : 'f';
    try {
      return Json.parse(
          Floats.format(value, verb, Floats.SHORTEST).replace("e-0", "e-"));
    } catch (TextException e) {
      throw new IllegalArgumentException("number out of range", e);
    }
  }

  /** A bound as messages show it: with an exponent from a million on and below a ten-thousandth. */
  static String shown(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    var plain = number.stripTrailingZeros();
    var exponent = plain.precision() - plain.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return plain.toPlainString();
    }
    var digits = plain.unscaledValue().abs().toString();
    var fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    var size = Math.abs(exponent);
    return (number.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "e"
        + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
  }
}
