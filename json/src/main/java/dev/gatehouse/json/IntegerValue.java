package dev.gatehouse.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An integer that fits 64 bits and is written in its plain form: no sign {@code +}, fraction or exponent. */
public final class IntegerValue implements NumberValue {

  private static final IntegerValue[] SMALL = new IntegerValue[1280];
  private static final int LOWEST_SMALL = -256;

  static {
    for (var i = 0; i < SMALL.length; i++) {
      SMALL[i] = new IntegerValue(i + LOWEST_SMALL);
    }
  }

  private final long value;

  private IntegerValue(long value) {
    this.value = value;
  }

  public static IntegerValue of(long value) {
    return value >= LOWEST_SMALL && value < LOWEST_SMALL + SMALL.length
        ? SMALL[(int) value - LOWEST_SMALL]
        : new IntegerValue(value);
  }

  /** Whether the text of a valid number is that of an integer that fits 64 bits. */
  static boolean isPlain(String text) {
    return text.length() <= 20
        && text.indexOf('.') < 0
        && text.indexOf('e') < 0
        && !text.equals("-0")
        && new BigDecimal(text).toBigInteger().bitLength() < Long.SIZE;
  }

  public long value() {
    return value;
  }

  @Override
  public String text() {
    return Long.toString(value);
  }

  @Override
  public BigDecimal toBigDecimal() {
    return BigDecimal.valueOf(value);
  }

  @Override
  public boolean isIntegral() {
    return true;
  }

  @Override
  public double toDouble() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return switch (other) {
      case IntegerValue that -> value == that.value;
      case DecimalValue that -> that.equals(this);
      case null, default -> false;
    };
  }

  @Override
  public int hashCode() {
    return Long.hashCode(value);
  }

  @Override
  public String toString() {
    return text();
  }
}
