package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.NUMBER;
import static dev.gatehouse.rego.types.Type.STRING;

import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The functions that read quantities with units, such as {@code 10Mi} or {@code 100m}. */
final class Units {

  private static final String PREFIXES = "kmgtpe";
  private static final int MANTISSA_BITS = 64;
  private static final int EXPONENT_DIGITS = 6;
  private static final int MOST_DIGITS = 20_000;
  /** Below it no unit makes a whole byte. */
  private static final BigDecimal SMALLEST = BigDecimal.ONE.movePointLeft(20);
  private static final int SHOWN_DIGITS = 10;

  private Units() {}

  static List<Builtin> rows() {
    return List.of(
        row(
            "units.parse",
            "The number of a quantity: m is a thousandth, M a million, Mi 1024 times 1024.",
            args(STRING).gives(NUMBER),
            Units::parse),
        row(
            "units.parse_bytes",
            "The number of bytes: KB is 1000, KiB is 1024; the b may be left out.",
            args(STRING).gives(NUMBER),
            Units::parseBytes));
  }

  private static Value parse(BuiltinContext context, Value value) {
    var quantity = Quantity.split("units.parse", Operand.string(1, value).replace("\"", ""));
    if (quantity.number.isEmpty()) {
      throw failure("units.parse", "no amount provided");
    }
    var unit = quantity.unit.length() > 1
        ? quantity.unit.charAt(0) + quantity.unit.substring(1).toLowerCase(Locale.ROOT)
        : quantity.unit;
    // A thousandth is the double 0.001, exactly.
    var factor = unit.equals("m")
        ? new BigDecimal(0.001)
        : factor(unit.toLowerCase(Locale.ROOT), false);
    if (factor == null) {
      throw failure("units.parse", "unit " + unit + " not recognized");
    }
    var number = decimal(quantity.number);
    if (number == null) {
      throw failure("units.parse", "could not parse amount to a number");
    }
    var product = number.multiply(factor);
    if (product.signum() == 0 || product.stripTrailingZeros().scale() <= 0) {
      return DecimalValue.of(product.toBigInteger());
    }
    var shown = product.setScale(SHOWN_DIGITS, RoundingMode.HALF_UP);
    var sign = shown.signum() == 0 && product.signum() < 0 ? "-" : "";
    return DecimalValue.of(sign + shown.toPlainString(), shown);
  }

  private static Value parseBytes(BuiltinContext context, Value value) {
    var text = lower(Operand.string(1, value)).replace("\"", "");
    var quantity = Quantity.split("units.parse_bytes", text);
    if (quantity.number.isEmpty()) {
      throw failure("units.parse_bytes", "no byte amount provided");
    }
    var factor = factor(quantity.unit, true);
    if (factor == null) {
      throw failure("units.parse_bytes", "byte unit " + quantity.unit + " not recognized");
    }
    var number = decimal(quantity.number);
    if (number == null) {
      throw failure("units.parse_bytes", "could not parse byte amount to a number");
    }
    if (number.abs().compareTo(SMALLEST) < 0) {
      return DecimalValue.of(BigInteger.ZERO);
    }
    return DecimalValue.of(rounded(rounded(number).multiply(factor)).toBigInteger());
  }

  private static String lower(String text) {
    if (isAscii(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    var out = new StringBuilder(text.length());
    text.codePoints().map(Character::toLowerCase).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isAscii(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** The factor of a unit in lower case, null if it is none. */
  private static @Nullable BigDecimal factor(String unit, boolean bytes) {
    if (unit.isEmpty()) {
      return BigDecimal.ONE;
    }
    var power = PREFIXES.indexOf(unit.charAt(0)) + 1;
    var rest = unit.substring(1);
    if (power == 0) {
      return null;
    }
    if (rest.isEmpty() || bytes && rest.equals("b")) {
      return BigDecimal.TEN.pow(3 * power);
    }
    return rest.equals("i") || bytes && rest.equals("ib")
        ? new BigDecimal(BigInteger.ONE.shiftLeft(10 * power))
        : null;
  }

  private static @Nullable BigDecimal decimal(String text) {
    var exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    var mantissa = exponent < 0 ? text : text.substring(0, exponent);
    if (mantissa.chars().noneMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    try {
      var power = exponent < 0 ? 0 : Integer.parseInt(text.substring(exponent + 1));
      if (mantissa.length() + Math.abs((long) power) > MOST_DIGITS) {
        return null;
      }
      return new BigDecimal(mantissa).scaleByPowerOfTen(power);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The nearest number of 64 significant bits, ties to even, as Go's {@code big.Float} holds it. */
  private static BigDecimal rounded(BigDecimal value) {
    if (value.signum() == 0 || isDouble(value)) {
      return value;
    }
    var magnitude = value.abs();
    var shift = exponent(magnitude) - MANTISSA_BITS;
    var unit = shift >= 0
        ? new BigDecimal(BigInteger.ONE.shiftLeft(shift))
        : BigDecimal.ONE.divide(new BigDecimal(BigInteger.ONE.shiftLeft(-shift)));
    return value.divide(unit, 0, RoundingMode.HALF_EVEN).multiply(unit);
  }

  /** Whether the value has so few bits that it is what it is as a double. */
  private static boolean isDouble(BigDecimal value) {
    var number = value.doubleValue();
    return !Double.isInfinite(number) && new BigDecimal(number).compareTo(value) == 0;
  }

  /** The least power of two that is above the magnitude, as its exponent. */
  private static int exponent(BigDecimal magnitude) {
    var whole = magnitude.toBigInteger();
    if (whole.signum() > 0) {
      return whole.bitLength();
    }
    var exponent = 0;
    var doubled = magnitude.multiply(BigDecimal.TWO);
    while (doubled.compareTo(BigDecimal.ONE) < 0) {
      exponent--;
      doubled = doubled.multiply(BigDecimal.TWO);
    }
    return exponent;
  }

  private static BuiltinException failure(String name, String reason) {
    return BuiltinException.failure(name + ": " + reason);
  }

  /** A quantity taken apart. */
  private record Quantity(String number, String unit) {

    static Quantity split(String function, String text) {
      if (text.indexOf(' ') >= 0) {
        throw failure(function, "spaces not allowed in resource strings");
      }
      for (var i = 0; i < text.length(); i++) {
        var c = text.charAt(i);
        if (c == 'e' || c == 'E') {
          if (i == text.length() - 1 || !isExponentStart(text.charAt(i + 1))) {
            return new Quantity(text.substring(0, i), text.substring(i));
          }
          i += isDigit(text.charAt(i + 1)) ? 0 : 1;
          if (digits(text, i + 1) > EXPONENT_DIGITS) {
            throw failure(function, "exponent too large");
          }
        } else if (!isDigit(c) && c != '.' && c != '+' && c != '-') {
          return new Quantity(text.substring(0, i), text.substring(i));
        }
      }
      return new Quantity(text, "");
    }

    private static boolean isExponentStart(char c) {
      return isDigit(c) || c == '+' || c == '-';
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    private static int digits(String text, int start) {
      var end = start;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      return end - start;
    }
  }
}
