package dev.gatehouse.rego.builtin.go;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Floating-point numbers as text: Go's {@code strconv.FormatFloat} for doubles. */
public final class Floats {

  /** The precision that asks for the fewest digits that give the same double again. */
  public static final int SHORTEST = -1;

  private Floats() {}

  /**
   * Writes a double.
   *
   * @param verb {@code e E f g G b x} or {@code X}
   * @param precision digits after the point, or significant digits for {@code g}; or {@link #SHORTEST}
   */
  public static String format(double value, char verb, int precision) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    var sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    var size = Math.abs(value);
    return sign
        + switch (verb) {
          case 'b' -> binary(size);
          case 'x', 'X' -> hexadecimal(size, verb, precision);
          default -> decimal(size, verb, precision);
        };
  }

  private static String decimal(double value, char verb, int precision) {
    var shortest = precision < 0;
    var exact = shortest ? shortestDecimal(value) : new BigDecimal(value);
    return switch (verb) {
      case 'e', 'E' -> {
        var digits = shortest ? exact : round(exact, precision + 1);
        yield exponent(Digits.of(digits), shortest ? -1 : precision, verb);
      }
      case 'f' -> {
        var scale = shortest ? Math.max(exact.stripTrailingZeros().scale(), 0) : precision;
        yield exact.setScale(scale, RoundingMode.HALF_EVEN).toPlainString();
      }
      default -> general(exact, verb, precision);
    };
  }

  private static String general(BigDecimal exact, char verb, int precision) {
    var shortest = precision < 0;
    var significant = shortest ? 6 : Math.max(precision, 1);
    var digits = Digits.of(shortest ? exact : round(exact, significant));
    var limit = significant;
    if (limit > digits.text.length() && digits.text.length() >= digits.point) {
      limit = digits.text.length();
    }
    if (shortest) {
      limit = 6;
    }
    var exponent = digits.point - 1;
    if (exponent < -4 || exponent >= limit) {
      return exponent(digits, -1, verb == 'G' ? 'E' : 'e');
    }
    return digits.plain();
  }

  private static BigDecimal round(BigDecimal value, int digits) {
    return value.signum() == 0
        ? value
        : value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  /** The digits of the shortest decimal that reads as this double. */
  static BigDecimal shortestDecimal(double value) {
    var digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (digits.precision() == 2) {
      // Double.toString gives at least two digits where one may do, as for 5e-324.
      var one = digits.round(new MathContext(1, RoundingMode.HALF_EVEN));
      return one.doubleValue() == value ? one : digits;
    }
    return digits;
  }

  private static String exponent(Digits digits, int precision, char verb) {
    var out = new StringBuilder().append(digits.text.charAt(0));
    var wanted = precision < 0 ? digits.text.length() - 1 : precision;
    if (wanted > 0) {
      out.append('.');
      for (var i = 1; i <= wanted; i++) {
        out.append(i < digits.text.length() ? digits.text.charAt(i) : '0');
      }
    }
    var exponent = digits.isZero() ? 0 : digits.point - 1;
    out.append(verb).append(exponent < 0 ? '-' : '+');
    if (Math.abs(exponent) < 10) {
      out.append('0');
    }
    return out.append(Math.abs(exponent)).toString();
  }

  private static String binary(double value) {
    var bits = Double.doubleToRawLongBits(value);
    var exponent = (int) (bits >>> 52) & 0x7FF;
    var fraction = bits & (1L << 52) - 1;
    var mantissa = exponent == 0 ? fraction : fraction | 1L << 52;
    var power = Math.max(exponent, 1) - 1075;
    return mantissa + "p" + (power < 0 ? "" : "+") + power;
  }

  private static String hexadecimal(double value, char verb, int precision) {
    var bits = Double.doubleToRawLongBits(value);
    var power = (int) (bits >>> 52) & 0x7FF;
    var mantissa = bits & (1L << 52) - 1;
    if (value == 0) {
      power = 0;
    } else if (power == 0) {
      var shift = Long.numberOfLeadingZeros(mantissa) - 11;
      mantissa <<= shift;
      power = -1022 - shift;
    } else {
      mantissa |= 1L << 52;
      power -= 1023;
    }
    if (precision >= 0 && precision < 13) {
      var drop = 52 - precision * 4;
      var half = 1L << drop - 1;
      var rest = mantissa & (half << 1) - 1;
      mantissa >>>= drop;
      if (rest > half || rest == half && (mantissa & 1) == 1) {
        mantissa++;
      }
      mantissa <<= drop;
      if (mantissa >>> 53 != 0) {
        mantissa >>>= 1;
        power++;
      }
    }
    var digits = Long.toHexString(mantissa & (1L << 52) - 1);
    digits = "0".repeat(13 - digits.length()) + digits;
    digits = precision < 0 ? digits.replaceFirst("0+$", "") : cut(digits, precision);
    var text = "0x"
        + (mantissa >>> 52)
        + (digits.isEmpty() ? "" : "." + digits)
        + "p"
        + (power < 0 ? "-" : "+")
        + (Math.abs(power) < 10 ? "0" : "")
        + Math.abs(power);
    return verb == 'X' ? text.toUpperCase(Locale.ROOT) : text;
  }

  private static String cut(String digits, int length) {
    return length <= digits.length()
        ? digits.substring(0, length)
        : digits + "0".repeat(length - digits.length());
  }

  /**
   * Decimal digits without leading and trailing zeros.
   *
   * @param point the position of the decimal point from the start of the digits
   */
  private record Digits(String text, int point) {

    static Digits of(BigDecimal value) {
      if (value.signum() == 0) {
        return new Digits("0", 1);
      }
      var plain = value.stripTrailingZeros();
      var text = plain.unscaledValue().toString();
      return new Digits(text, text.length() - plain.scale());
    }

    boolean isZero() {
      return text.equals("0");
    }

    String plain() {
      if (isZero()) {
        return "0";
      }
      if (point <= 0) {
        return "0." + "0".repeat(-point) + text;
      }
      return point >= text.length()
          ? text + "0".repeat(point - text.length())
          : text.substring(0, point) + "." + text.substring(point);
    }
  }
}
