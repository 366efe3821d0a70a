package dev.gatehouse.policy.schema;

import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import java.math.BigDecimal;

/** Floats as Go writes them in messages: in their shortest form, with an exponent from a million on. */
public final class FloatText {

  private FloatText() {}

  /** A float in its shortest form, as Go's {@code strconv.FormatFloat(x, 'g', -1, 64)} writes it. */
  public static NumberValue number(double value) {
    if (Double.isInfinite(value)) {
      var largest = new BigDecimal(Double.MAX_VALUE);
      return number((value > 0 ? largest : largest.negate()).doubleValue());
    }
    if (value == 0) {
      return 1 / value < 0 ? DecimalValue.of("-0", BigDecimal.ZERO) : IntegerValue.of(0);
    }
    var shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    var digits = shortest.unscaledValue().abs().toString();
    var exponent = digits.length() - 1 - shortest.scale();
    var plain = exponent >= -4 && exponent < 6;
    if (plain && shortest.scale() <= 0) {
      return IntegerValue.of(shortest.longValueExact());
    }
    var text = plain
        ? shortest.toPlainString()
        : (value < 0 ? "-" : "") + scientific(digits, exponent);
    return DecimalValue.of(text, new BigDecimal(text));
  }

  private static String scientific(String digits, int exponent) {
    var fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    var size = Math.abs(exponent);
    return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+")
        + (size < 10 ? "0" : "") + size;
  }
}
