package dev.gatehouse.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A number that is no plain 64-bit integer: a fraction, an exponent form, or a larger integer. */
public final class DecimalValue implements NumberValue {

  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private final String text;
  private final BigDecimal exact;

  private DecimalValue(String text, BigDecimal exact) {
    this.text = text;
    this.exact = exact;
  }

  /**
   * A number with a text of its own.
   *
   * @param text what is printed, kept as it is
   * @param exact the mathematical value of the text
   */
  public static NumberValue of(String text, BigDecimal exact) {
    return new DecimalValue(text, exact);
  }

  /** An integer of any size, in its plain text. */
  public static NumberValue of(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? IntegerValue.of(value.longValue())
        : new DecimalValue(value.toString(), new BigDecimal(value));
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public BigDecimal toBigDecimal() {
    return exact;
  }

  @Override
  public boolean isIntegral() {
    return exact.signum() == 0
        || exact.scale() <= 0
        || exact.stripTrailingZeros().scale() <= 0;
  }

  @Override
  public double toDouble() {
    return exact.signum() == 0 && text.startsWith("-") ? -0.0 : exact.doubleValue();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof NumberValue that && exact.compareTo(that.toBigDecimal()) == 0);
  }

  /** Equal to the hash of an {@link IntegerValue} of the same value, if there is one. */
  @Override
  public int hashCode() {
    return isIntegral() && exact.compareTo(MIN_LONG) >= 0 && exact.compareTo(MAX_LONG) <= 0
        ? Long.hashCode(exact.longValue())
        : exact.stripTrailingZeros().hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
