package dev.gatehouse.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on numbers with the results and the texts that OPA gives.
 *
 * <p>Sums, differences, products and remainders of integers are exact. Everything else is computed
 * in binary with 64 significant bits and printed in the fewest digits that tell the result from its
 * neighbours, so {@code 0.1 + 0.2} is {@code 0.3} and {@code 1 / 3} is {@code 0.33333333333333333334}.
 * Results whose integer part needs more than {@value #MAX_BITS} bits are refused with an {@link
 * ArithmeticException}, because repeated squaring would fill memory.
 */
public final class Numbers {

  /** The largest size of an integer result. */
  public static final int MAX_BITS = 1 << 17;

  private static final BigFloat HALF = new BigFloat(BigInteger.ONE, -1, false);
  private static final int PRODUCT_PRECISION = 53;

  private Numbers() {}

  /** The exact sum of integers, otherwise the rounded one. */
  public static NumberValue add(NumberValue a, NumberValue b) {
    if (a instanceof IntegerValue x && b instanceof IntegerValue y) {
      var sum = x.value() + y.value();
      return ((x.value() ^ sum) & (y.value() ^ sum)) < 0
          ? DecimalValue.of(integer(a).add(integer(b)))
          : IntegerValue.of(sum);
    }
    return a.isIntegral() && b.isIntegral()
        ? bounded(integer(a).add(integer(b)))
        : BigFloatText.toNumber(BigFloat.of(a).plus(BigFloat.of(b)));
  }

  /** The exact difference of integers, otherwise the rounded one. */
  public static NumberValue subtract(NumberValue a, NumberValue b) {
    if (a instanceof IntegerValue x && b instanceof IntegerValue y) {
      var difference = x.value() - y.value();
      return ((x.value() ^ y.value()) & (x.value() ^ difference)) < 0
          ? DecimalValue.of(integer(a).subtract(integer(b)))
          : IntegerValue.of(difference);
    }
    return a.isIntegral() && b.isIntegral()
        ? bounded(integer(a).subtract(integer(b)))
        : BigFloatText.toNumber(BigFloat.of(a).plus(BigFloat.of(b).negate()));
  }

  /** The exact product of integers, otherwise the rounded one. */
  public static NumberValue multiply(NumberValue a, NumberValue b) {
    if (a instanceof IntegerValue x && b instanceof IntegerValue y) {
      var high = Math.multiplyHigh(x.value(), y.value());
      var low = x.value() * y.value();
      return high == low >> 63
          ? IntegerValue.of(low)
          : DecimalValue.of(integer(a).multiply(integer(b)));
    }
    return a.isIntegral() && b.isIntegral()
        ? bounded(integer(a).multiply(integer(b)))
        : BigFloatText.toNumber(BigFloat.of(a).times(BigFloat.of(b)));
  }

  /**
   * The rounded quotient.
   *
   * @throws ArithmeticException {@code divide by zero}
   */
  public static NumberValue divide(NumberValue a, NumberValue b) {
    if (isZero(b)) {
      throw new ArithmeticException("divide by zero");
    }
    if (a instanceof IntegerValue x && b instanceof IntegerValue y && dividesPlainly(x, y)) {
      return IntegerValue.of(x.value() / y.value());
    }
    return BigFloatText.toNumber(BigFloat.of(a).dividedBy(BigFloat.of(b)));
  }

  /** Whether the quotient is a plain integer; a zero may have a sign, and -2^63 / -1 overflows. */
  private static boolean dividesPlainly(IntegerValue a, IntegerValue b) {
    return a.value() != 0 && b.value() != -1 && a.value() % b.value() == 0;
  }

  /**
   * The remainder of truncating division, which has the sign of the dividend.
   *
   * @throws ArithmeticException {@code modulo by zero}, {@code modulo on floating-point number}
   */
  public static NumberValue remainder(NumberValue a, NumberValue b) {
    if (!a.isIntegral() || !b.isIntegral()) {
      throw new ArithmeticException("modulo on floating-point number");
    }
    if (isZero(b)) {
      throw new ArithmeticException("modulo by zero");
    }
    return a instanceof IntegerValue x && b instanceof IntegerValue y
        ? IntegerValue.of(y.value() == -1 ? 0 : x.value() % y.value())
        : DecimalValue.of(integer(a).remainder(integer(b)));
  }

  /** The sum from left to right; unlike repeated {@link #add} it rounds nothing to decimal between. */
  public static NumberValue sum(Collection<NumberValue> numbers) {
    return sum(numbers, bits -> {});
  }

  /**
   * As above, for those who count work.
   *
   * @param work takes the bits of each number that is no plain 64-bit integer before it is added
   */
  public static NumberValue sum(Collection<NumberValue> numbers, LongConsumer work) {
    if (!areIntegral(numbers)) {
      return BigFloatText.toNumber(fold(floats(numbers, work), BigFloat.ZERO, BigFloat::plus));
    }
    var sum = BigInteger.ZERO;
    var small = 0L;
    for (var number : numbers) {
      if (number instanceof IntegerValue integer) {
        var next = small + integer.value();
        if (((small ^ next) & (integer.value() ^ next)) >= 0) {
          small = next;
          continue;
        }
      }
      work.accept(bits(number));
      sum = sum.add(integer(number));
    }
    return small == 0 || sum.signum() != 0
        ? bounded(sum.add(BigInteger.valueOf(small)))
        : IntegerValue.of(small);
  }

  /** How many bits the number has before and after its point, about. */
  private static long bits(NumberValue number) {
    if (number instanceof IntegerValue) {
      return Long.SIZE;
    }
    var exact = number.toBigDecimal();
    return exact.unscaledValue().bitLength() + 4L * Math.abs(exact.scale());
  }

  /**
   * The product from left to right; unlike repeated {@link #multiply} it stays binary between, with
   * 53 bits as in OPA.
   */
  public static NumberValue product(Collection<NumberValue> numbers) {
    return product(numbers, bits -> {});
  }

  /**
   * As above, for those who count work.
   *
   * @param work takes the bits of an exact product each time before it is multiplied on
   */
  public static NumberValue product(Collection<NumberValue> numbers, LongConsumer work) {
    if (areIntegral(numbers)) {
      return fold(numbers, IntegerValue.of(1), (product, factor) -> {
        work.accept(product instanceof IntegerValue
            ? Long.SIZE
            : product.toBigDecimal().unscaledValue().bitLength());
        return multiply(product, factor);
      });
    }
    var one = new BigFloat(BigInteger.ONE, 0, false);
    return BigFloatText.toNumber(
        fold(floats(numbers, work), one, (a, b) -> a.times(b, PRODUCT_PRECISION)),
        PRODUCT_PRECISION);
  }

  private static boolean areIntegral(Collection<NumberValue> numbers) {
    return numbers.stream().allMatch(NumberValue::isIntegral);
  }

  private static List<BigFloat> floats(Collection<NumberValue> numbers, LongConsumer work) {
    var floats = new ArrayList<BigFloat>(numbers.size());
    for (var number : numbers) {
      work.accept(bits(number));
      floats.add(BigFloat.of(number));
    }
    return floats;
  }

  private static <T> T fold(Collection<T> items, T first, BinaryOperator<T> operator) {
    var result = first;
    for (var item : items) {
      result = operator.apply(result, item);
    }
    return result;
  }

  /** The magnitude, with 64 significant bits. */
  public static NumberValue abs(NumberValue number) {
    if (number instanceof IntegerValue i && i.value() != Long.MIN_VALUE) {
      return i.value() < 0 ? IntegerValue.of(-i.value()) : i;
    }
    return BigFloatText.toNumber(BigFloat.of(number).abs());
  }

  /** The nearest integer, halves away from zero. */
  public static NumberValue round(NumberValue number) {
    if (number instanceof IntegerValue) {
      return number;
    }
    var exact = BigFloat.of(number);
    var moved = exact.plus(exact.isNegative() ? HALF.negate() : HALF);
    return bounded(moved.truncated());
  }

  /** The smallest integer that is not below the number. */
  public static NumberValue ceil(NumberValue number) {
    if (number instanceof IntegerValue) {
      return number;
    }
    var exact = BigFloat.of(number);
    var whole = exact.truncated();
    return bounded(
        exact.isIntegral() || exact.isNegative() ? whole : whole.add(BigInteger.ONE));
  }

  /** The largest integer that is not above the number. */
  public static NumberValue floor(NumberValue number) {
    if (number instanceof IntegerValue) {
      return number;
    }
    var exact = BigFloat.of(number);
    var whole = exact.truncated();
    return bounded(
        exact.isIntegral() || !exact.isNegative() ? whole : whole.subtract(BigInteger.ONE));
  }

  private static NumberValue bounded(BigInteger result) {
    if (result.bitLength() > MAX_BITS) {
      throw new ArithmeticException("integer of more than " + MAX_BITS + " bits");
    }
    return DecimalValue.of(result);
  }

  private static boolean isZero(NumberValue number) {
    return number instanceof IntegerValue i
        ? i.value() == 0
        : number.toBigDecimal().signum() == 0;
  }

  private static BigInteger integer(NumberValue number) {
    return number instanceof IntegerValue i
        ? BigInteger.valueOf(i.value())
        : number.toBigDecimal().toBigInteger();
  }

  /**
   * A number from a text of JSON's form, which is kept.
   *
   * @param maxExponent the largest exponent of ten, up or down
   * @return null if the exponent is larger
   */
  public static @Nullable NumberValue ofDecimal(String text, int maxExponent) {
    var exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (exponent < 0) {
      return ofPlain(text);
    }
    try {
      if (Math.abs(Long.parseLong(text, exponent + 1, text.length(), 10)) > maxExponent) {
        return null;
      }
    } catch (NumberFormatException e) {
      return null;
    }
    return DecimalValue.of(text, new BigDecimal(text));
  }

  /**
   * A number from a text that Go's {@code strconv.ParseFloat} accepts, as Rego's {@code to_number}
   * does: also {@code +1}, {@code .5}, {@code 5.}, {@code 0x1p-2} and {@code 1_000}. The text is
   * kept, even where it is no JSON.
   *
   * @return null if the text is no number, is beyond the range of a double or longer than 1000
   *     characters
   */
  public static @Nullable NumberValue parse(String text) {
    return NumberText.parse(text);
  }

  private static NumberValue ofPlain(String text) {
    if (text.indexOf('.') >= 0 || text.equals("-0")) {
      return DecimalValue.of(text, new BigDecimal(text));
    }
    var value = new BigDecimal(text).toBigIntegerExact();
    return value.bitLength() < Long.SIZE
        ? IntegerValue.of(value.longValue())
        : DecimalValue.of(text, new BigDecimal(value));
  }
}
