package dev.gatehouse.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Prints binary floating-point numbers in the fewest decimal digits that give them back. */
final class BigFloatText {

  private BigFloatText() {}

  /** The number as OPA prints it: plainly if it is an integer, otherwise as Go's {@code %g}. */
  static NumberValue toNumber(BigFloat number) {
    return toNumber(number, BigFloat.PRECISION);
  }

  /** The number in the fewest digits that tell it from its neighbours of the given precision. */
  static NumberValue toNumber(BigFloat number, int precision) {
    if (number.isZero()) {
      return number.negativeZero()
          ? DecimalValue.of("-0", BigDecimal.ZERO)
          : IntegerValue.of(0);
    }
    if (number.isIntegral()) {
      var integer = number.truncated();
      return integer.bitLength() <= precision
          ? DecimalValue.of(integer)
          : DecimalValue.of(shortest(number, precision).toBigIntegerExact());
    }
    var shortest = shortest(number, precision);
    return DecimalValue.of(general(shortest), shortest);
  }

  /**
   * The fewest digits, chosen where the digits of the value part from those of the bounds of what
   * rounds to it. The rule is that of Go's {@code big.Float.Text}, which past an exhausted upper bound
   * cuts off rather than rounds to the nearest: it decides the last digit that is printed.
   */
  private static BigDecimal shortest(BigFloat number, int precision) {
    var magnitude = number.abs();
    var padding = precision - magnitude.significand().bitLength();
    // One unit is half the distance to the neighbours.
    var significand = magnitude.significand().shiftLeft(padding + 1);
    var exponent = magnitude.exponent() - padding - 1;
    var low = digits(exact(significand.subtract(BigInteger.ONE), exponent));
    var high = digits(exact(significand.add(BigInteger.ONE), exponent));
    var inclusive = padding > 0;
    var value = magnitude.exact();
    var digits = digits(value);
    for (var i = 0; i < digits.length(); i++) {
      var digit = digits.charAt(i);
      var above = digitAt(high, i);
      var down = digitAt(low, i) != digit || (inclusive && i + 1 == low.length());
      var up = digit != above && (inclusive || digit + 1 < above || i + 1 < high.length());
      if (down || up) {
        var mode = down && up ? RoundingMode.HALF_EVEN : down ? RoundingMode.DOWN : RoundingMode.UP;
        value = value.round(new MathContext(i + 1, mode));
        break;
      }
    }
    var result = value.stripTrailingZeros();
    return number.isNegative() ? result.negate() : result;
  }

  private static String digits(BigDecimal value) {
    return value.stripTrailingZeros().unscaledValue().toString();
  }

  private static char digitAt(String digits, int position) {
    return position < digits.length() ? digits.charAt(position) : '0';
  }

  private static BigDecimal exact(BigInteger significand, int exponent) {
    return new BigFloat(significand, exponent, false).exact();
  }

  /** Go's {@code %g}: an exponent if it is below -4 or above 5. */
  private static String general(BigDecimal value) {
    var exponent = value.precision() - value.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return value.toPlainString();
    }
    return GoFloat.exponential(value);
  }
}
