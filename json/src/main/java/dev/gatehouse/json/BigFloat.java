package dev.gatehouse.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A binary floating-point number with a significand of 64 bits, rounded to the nearest, ties to
 * even: the arithmetic that OPA does on numbers that are not both integers (Go's {@code big.Float}).
 *
 * @param significand signed, of any size while exact, at most 64 bits after {@link #rounded}
 * @param exponent of two: the value is {@code significand * 2^exponent}
 * @param negativeZero whether this is the zero that prints as {@code -0}
 */
record BigFloat(BigInteger significand, int exponent, boolean negativeZero) {

  static final int PRECISION = 64;

  private static final int LARGEST_EXPONENT = 1 << 17;

  static final BigFloat ZERO = new BigFloat(BigInteger.ZERO, 0, false);
  private static final BigFloat NEGATIVE_ZERO = new BigFloat(BigInteger.ZERO, 0, true);

  static BigFloat of(NumberValue number) {
    var exact = number.toBigDecimal();
    if (exact.signum() == 0) {
      return zero(number.text().startsWith("-"));
    }
    return exact.scale() <= 0
        ? rounded(exact.toBigInteger(), 0)
        : quotient(
            new BigFloat(exact.unscaledValue(), 0, false),
            new BigFloat(BigInteger.TEN.pow(exact.scale()), 0, false));
  }

  private static BigFloat zero(boolean negative) {
    return negative ? NEGATIVE_ZERO : ZERO;
  }

  boolean isZero() {
    return significand.signum() == 0;
  }

  boolean isNegative() {
    return negativeZero || significand.signum() < 0;
  }

  BigFloat plus(BigFloat other) {
    if (isZero() && other.isZero()) {
      return zero(negativeZero && other.negativeZero);
    }
    var low = Math.min(exponent, other.exponent);
    return rounded(
        significand
            .shiftLeft(exponent - low)
            .add(other.significand.shiftLeft(other.exponent - low)),
        low);
  }

  BigFloat negate() {
    return isZero() ? zero(!negativeZero) : new BigFloat(significand.negate(), exponent, false);
  }

  BigFloat abs() {
    return isNegative() ? negate() : this;
  }

  BigFloat times(BigFloat other) {
    return times(other, PRECISION);
  }

  /** The product, rounded to a number of bits. */
  BigFloat times(BigFloat other, int precision) {
    return isZero() || other.isZero()
        ? zero(isNegative() != other.isNegative())
        : rounded(significand.multiply(other.significand), exponent + other.exponent, precision);
  }

  /** This divided by another, which must not be zero. */
  BigFloat dividedBy(BigFloat other) {
    return isZero() ? zero(isNegative() != other.isNegative()) : quotient(this, other);
  }

  private static BigFloat quotient(BigFloat dividend, BigFloat divisor) {
    var shift = Math.max(
        0,
        PRECISION + 2 + divisor.significand.bitLength() - dividend.significand.bitLength());
    var parts = dividend.significand.shiftLeft(shift).divideAndRemainder(divisor.significand);
    var quotient = parts[0].shiftLeft(1);
    if (parts[1].signum() != 0) {
      // A last bit that says "and a little more", so that rounding sees no tie.
      var negative = dividend.significand.signum() != divisor.significand.signum();
      quotient = negative ? quotient.subtract(BigInteger.ONE) : quotient.add(BigInteger.ONE);
    }
    return rounded(quotient, dividend.exponent - divisor.exponent - shift - 1);
  }

  private static BigFloat rounded(BigInteger significand, int exponent) {
    return rounded(significand, exponent, PRECISION);
  }

  private static BigFloat rounded(BigInteger significand, int exponent, int precision) {
    if (significand.signum() == 0) {
      return ZERO;
    }
    var magnitude = significand.abs();
    var excess = magnitude.bitLength() - precision;
    var result = magnitude;
    if (excess > 0) {
      result = magnitude.shiftRight(excess);
      var half = magnitude.testBit(excess - 1);
      var tie = half && magnitude.getLowestSetBit() == excess - 1;
      if (half && (!tie || result.testBit(0))) {
        result = result.add(BigInteger.ONE);
      }
    }
    var scaled = exponent + Math.max(excess, 0);
    var zeros = result.getLowestSetBit();
    result = result.shiftRight(zeros);
    scaled += zeros;
    if (Math.abs((long) scaled) > LARGEST_EXPONENT) {
      throw new ArithmeticException("number out of range");
    }
    return new BigFloat(significand.signum() < 0 ? result.negate() : result, scaled, false);
  }

  /** The integer part. */
  BigInteger truncated() {
    var magnitude = exponent >= 0
        ? significand.abs().shiftLeft(exponent)
        : significand.abs().shiftRight(-exponent);
    return significand.signum() < 0 ? magnitude.negate() : magnitude;
  }

  boolean isIntegral() {
    return exponent >= 0 || isZero();
  }

  /** The exact value in decimal. */
  BigDecimal exact() {
    return exponent >= 0
        ? new BigDecimal(significand.shiftLeft(exponent))
        : new BigDecimal(significand.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
  }
}
