package dev.gatehouse.policy.schema;

import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import java.math.BigDecimal;

/** Floats as the API server's messages write them: plain up to 21 digits. */
final class NumberText {

  private static final double PLAIN_LIMIT = 1e21;

  private NumberText() {}

  static String of(double value) {
    if (value == 0) {
      return "0";
    }
    var shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    return Math.abs(value) < PLAIN_LIMIT && Math.abs(value) >= 1e-4
        ? shortest.toPlainString()
        : shortest.toString().replace('E', 'e');
  }

  /** The number of a float, with this text. */
  static NumberValue value(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e18
        ? IntegerValue.of((long) value)
        : DecimalValue.of(of(value), new BigDecimal(of(value)));
  }
}
