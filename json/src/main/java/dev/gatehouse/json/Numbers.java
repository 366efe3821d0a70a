package dev.gatehouse.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers from their text. */
public final class Numbers {

  private Numbers() {}

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

  private static NumberValue ofPlain(String text) {
    if (text.indexOf('.') >= 0 || text.equals("-0")) {
      return DecimalValue.of(text, new BigDecimal(text));
    }
    return text.length() < 20 || text.length() == 20 && text.charAt(0) == '-'
        ? DecimalValue.of(new BigDecimal(text).toBigIntegerExact())
        : DecimalValue.of(text, new BigDecimal(text));
  }
}
