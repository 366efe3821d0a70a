package dev.gatehouse.policy;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as Gatekeeper's policies see those of objects: passed through a 64-bit float and written
 * in its shortest form, with an exponent from a million on ({@code 1e+06}).
 */
final class FloatNumbers {

  private static final long PLAIN_LIMIT = 1_000_000;

  private FloatNumbers() {}

  /** The value with all its numbers passed through; the same value where nothing changes. */
  static Value of(Value value) {
    return switch (value) {
      case NumberValue number -> number(number);
      case ArrayValue array -> array(array);
      case ObjectValue object -> object(object);
      default -> value;
    };
  }

  static ObjectValue object(ObjectValue object) {
    ObjectValue.@Nullable Builder changed = null;
    for (var i = 0; i < object.size(); i++) {
      var before = object.valueAt(i);
      var after = of(before);
      if (after != before) {
        changed = changed == null ? object.toBuilder() : changed;
        changed.put(object.keyAt(i), after);
      }
    }
    return changed == null ? object : changed.build();
  }

  private static ArrayValue array(ArrayValue array) {
    Value @Nullable [] changed = null;
    for (var i = 0; i < array.size(); i++) {
      var before = array.get(i);
      var after = of(before);
      if (after != before) {
        changed = changed == null ? array.items().toArray(Value[]::new) : changed;
        changed[i] = after;
      }
    }
    return changed == null ? array : ArrayValue.owning(changed);
  }

  private static NumberValue number(NumberValue number) {
    if (number instanceof IntegerValue integer
        && integer.value() > -PLAIN_LIMIT && integer.value() < PLAIN_LIMIT) {
      return number;
    }
    var changed = ofDouble(number.toDouble());
    return changed.text().equals(number.text()) ? number : changed;
  }

  /** A float in its shortest form, as Go's {@code strconv.FormatFloat(x, 'g', -1, 64)} writes it. */
  static NumberValue ofDouble(double value) {
    if (Double.isInfinite(value)) {
      var largest = new BigDecimal(Double.MAX_VALUE);
      return ofDouble((value > 0 ? largest : largest.negate()).doubleValue());
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
