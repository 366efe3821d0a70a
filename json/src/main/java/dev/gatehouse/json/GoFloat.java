package dev.gatehouse.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Prints doubles as Go does, in the fewest digits that give them back. */
final class GoFloat {

  private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

  private GoFloat() {}

  /** As encoding/json does: plainly from 1e-6 up to 1e21. */
  static String json(double value) {
    var size = Math.abs(value);
    if (value == 0) {
      return isNegative(value) ? "-0" : "0";
    }
    var shortest = shortest(value);
    if (size >= 1e-6 && size < 1e21) {
      return shortest.toPlainString();
    }
    var text = exponential(shortest);
    // Two digits of a negative exponent become one.
    var digits = text.length() - 4;
    return text.startsWith("e-0", digits)
        ? text.substring(0, digits + 2) + text.substring(digits + 3)
        : text;
  }

  /** As {@code strconv.FormatFloat(value, 'g', -1, 64)}, which go-yaml writes. */
  static String general(double value) {
    return Double.isFinite(value)
        ? general(shortest(value), isNegative(value))
        : word(value);
  }

  /** As {@code strconv.FormatFloat(value, 'g', -1, 32)}, which Kubernetes makes keys of. */
  static String shortKey(double value) {
    var narrow = (float) value;
    return Float.isFinite(narrow)
        ? general(shortest(narrow), isNegative(value))
        : word(narrow);
  }

  private static boolean isNegative(double value) {
    return Double.doubleToRawLongBits(value) < 0;
  }

  private static String word(double value) {
    return Double.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
  }

  /** The JDK gives at least two digits where one may do, as for 5e-324. */
  private static BigDecimal shortest(double value) {
    var digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    var one = digits.round(ONE_DIGIT);
    return digits.precision() == 2 && one.doubleValue() == value ? one : digits;
  }

  private static BigDecimal shortest(float value) {
    var digits = new BigDecimal(Float.toString(value)).stripTrailingZeros();
    var one = digits.round(ONE_DIGIT);
    return digits.precision() == 2 && one.floatValue() == value ? one : digits;
  }

  private static String general(BigDecimal shortest, boolean negative) {
    if (shortest.signum() == 0) {
      return negative ? "-0" : "0";
    }
    var exponent = shortest.precision() - shortest.scale() - 1;
    return exponent < -4 || exponent >= 6
        ? exponential(shortest)
        : shortest.toPlainString();
  }

  /** A digit, the fraction, and an exponent of at least two digits. */
  static String exponential(BigDecimal value) {
    var exponent = value.precision() - value.scale() - 1;
    var digits = value.unscaledValue().abs().toString();
    var text = new StringBuilder(digits.length() + 8);
    if (value.signum() < 0) {
      text.append('-');
    }
    text.append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    if (Math.abs(exponent) < 10) {
      text.append('0');
    }
    return text.append(Math.abs(exponent)).toString();
  }
}
