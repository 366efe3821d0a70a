package dev.gatehouse.policy;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.policy.schema.FloatText;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as Gatekeeper's policies see those of objects: passed through a 64-bit float and written
 * in its shortest form, with an exponent from a million on ({@code 1e+06}).
 *
 * <p>The API machinery keeps 64-bit integers as they are; the commands, and everything that is
 * reviewed or in the inventory, passes those through floats too.
 */
final class FloatNumbers {

  private static final long PLAIN_LIMIT = 1_000_000;
  private static final FloatNumbers ALL = new FloatNumbers(false);
  private static final FloatNumbers FRACTIONS = new FloatNumbers(true);

  private final boolean keepsIntegers;

  private FloatNumbers(boolean keepsIntegers) {
    this.keepsIntegers = keepsIntegers;
  }

  /** The value with all its numbers passed through; the same value where nothing changes. */
  static Value of(Value value) {
    return ALL.convert(value);
  }

  /** The object with all its numbers passed through; the same object where nothing changes. */
  static ObjectValue of(ObjectValue object) {
    return ALL.object(object);
  }

  /** The value with its numbers passed through, except 64-bit integers. */
  static Value keepingIntegers(Value value) {
    return FRACTIONS.convert(value);
  }

  private Value convert(Value value) {
    return switch (value) {
      case NumberValue number -> number(number);
      case ArrayValue array -> array(array);
      case ObjectValue object -> object(object);
      default -> value;
    };
  }

  private ObjectValue object(ObjectValue object) {
    ObjectValue.@Nullable Builder changed = null;
    for (var i = 0; i < object.size(); i++) {
      var before = object.valueAt(i);
      var after = convert(before);
      if (after != before) {
        changed = changed == null ? object.toBuilder() : changed;
        changed.put(object.keyAt(i), after);
      }
    }
    return changed == null ? object : changed.build();
  }

  private ArrayValue array(ArrayValue array) {
    Value @Nullable [] changed = null;
    for (var i = 0; i < array.size(); i++) {
      var before = array.get(i);
      var after = convert(before);
      if (after != before) {
        changed = changed == null ? array.items().toArray(Value[]::new) : changed;
        changed[i] = after;
      }
    }
    return changed == null ? array : ArrayValue.owning(changed);
  }

  private NumberValue number(NumberValue number) {
    if (number instanceof IntegerValue integer && (keepsIntegers
        || integer.value() > -PLAIN_LIMIT && integer.value() < PLAIN_LIMIT)) {
      return number;
    }
    var changed = FloatText.number(number.toDouble());
    return changed.text().equals(number.text()) ? number : changed;
  }
}
