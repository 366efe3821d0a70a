package dev.gatehouse.rego.types;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type.Property;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of an object's properties, and how OPA's type checker finds one: by halves, so
 * that in an object with integers and other numbers as keys it may look in the wrong one, and miss it.
 */
final class PropertyOrder {

  /** Up to so many OPA sorts by insertion; how it sorts more of them is not followed. */
  private static final int MOST_INSERTED = 12;

  /** Two integers below this have a difference that does not run over. */
  private static final double HALF_OF_LONGS = 0x1p62;

  private PropertyOrder() {}

  static List<Property> sorted(List<Property> properties) {
    var sorted = new ArrayList<>(properties);
    sorted.sort(Comparator.comparing(Property::key));
    if (isPlain(properties)) {
      return List.copyOf(sorted);
    }
    for (var i = 1; i < sorted.size(); i++) {
      for (var j = i; j > 0
          && PropertyKey.compare(sorted.get(j).key(), sorted.get(j - 1).key()) < 0; j--) {
        var moved = sorted.get(j);
        sorted.set(j, sorted.get(j - 1));
        sorted.set(j - 1, moved);
      }
    }
    return List.copyOf(sorted);
  }

  /** The property of the key, null if there is none or it is missed. */
  static @Nullable Property find(List<Property> sorted, Value key) {
    return isPlain(sorted)
        ? findByHalves(sorted, key, Comparator.naturalOrder())
        : findByHalves(sorted, key, PropertyKey::compare);
  }

  private static @Nullable Property findByHalves(
      List<Property> sorted, Value key, Comparator<Value> order) {
    var from = 0;
    var to = sorted.size();
    while (from < to) {
      var middle = (from + to) >>> 1;
      if (order.compare(sorted.get(middle).key(), key) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from < sorted.size() && order.compare(sorted.get(from).key(), key) == 0
        ? sorted.get(from)
        : null;
  }

  /** Whether the order of the keys is that of their values. */
  private static boolean isPlain(List<Property> properties) {
    if (properties.size() > MOST_INSERTED) {
      return true;
    }
    var numbers = new ArrayList<NumberValue>();
    properties.forEach(property -> addNumbers(property.key(), numbers));
    return numbers.stream().noneMatch(PropertyKey::isInteger)
        || numbers.stream().allMatch(PropertyOrder::isSmallInteger);
  }

  private static void addNumbers(Value key, List<NumberValue> numbers) {
    switch (key) {
      case NumberValue number -> numbers.add(number);
      case ArrayValue array -> array.forEach(item -> addNumbers(item, numbers));
      case ObjectValue object -> {
        for (var i = 0; i < object.size(); i++) {
          addNumbers(object.valueAt(i), numbers);
        }
      }
      default -> {
      }
    }
  }

  private static boolean isSmallInteger(NumberValue number) {
    return PropertyKey.isInteger(number) && Math.abs(number.toDouble()) < HALF_OF_LONGS;
  }
}
