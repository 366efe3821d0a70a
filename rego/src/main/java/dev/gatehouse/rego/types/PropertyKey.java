package dev.gatehouse.rego.types;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.PlainInteger;
import java.util.StringJoiner;

/** Keys of an object's properties as OPA's type checker has them: values of JSON, in an order of its own. */
final class PropertyKey {

  private PropertyKey() {}

  /** The key as JSON has it: sets are arrays, and keys within it texts. */
  static Value of(Value key) {
    return switch (key) {
      case SetValue set -> of(set.toArray());
      case ArrayValue array -> ArrayValue.of(array.items().stream().map(PropertyKey::of).toList());
      case ObjectValue object -> {
        var plain = ObjectValue.builder();
        for (var i = 0; i < object.size(); i++) {
          var name = object.keyAt(i) instanceof StringValue text
              ? text
              : StringValue.of(Json.write(object.keyAt(i)));
          plain.put(name, of(object.valueAt(i)));
        }
        yield plain.build();
      }
      default -> key;
    };
  }

  /** The text of a key in messages, which Go writes. */
  static String text(Value key) {
    return switch (key) {
      case StringValue text -> text.value();
      case NullValue none -> "<nil>";
      case ArrayValue array -> {
        var items = new StringJoiner(" ", "[", "]");
        array.forEach(item -> items.add(text(item)));
        yield items.toString();
      }
      case ObjectValue object -> {
        var entries = new StringJoiner(" ", "map[", "]");
        for (var i = 0; i < object.size(); i++) {
          entries.add(text(object.keyAt(i)) + ":" + text(object.valueAt(i)));
        }
        yield entries.toString();
      }
      default -> key.toString();
    };
  }

  /** To OPA an integer comes before any number that is none, and the difference of two may run over. */
  static int compare(Value left, Value right) {
    if (left instanceof NumberValue a && right instanceof NumberValue b) {
      return compareNumbers(a, b);
    }
    if (left instanceof ArrayValue a && right instanceof ArrayValue b) {
      var order = 0;
      for (var i = 0; order == 0 && i < Math.min(a.size(), b.size()); i++) {
        order = compare(a.get(i), b.get(i));
      }
      return order != 0 ? order : Integer.compare(a.size(), b.size());
    }
    return left instanceof ObjectValue a && right instanceof ObjectValue b
        ? compareObjects(a, b)
        : left.compareTo(right);
  }

  private static int compareObjects(ObjectValue left, ObjectValue right) {
    var order = 0;
    for (var i = 0; order == 0 && i < Math.min(left.size(), right.size()); i++) {
      order = left.keyAt(i).compareTo(right.keyAt(i));
      if (order == 0) {
        order = compare(left.valueAt(i), right.valueAt(i));
      }
    }
    return order != 0 ? order : Integer.compare(left.size(), right.size());
  }

  private static int compareNumbers(NumberValue left, NumberValue right) {
    if (left.text().equals(right.text()) || !isInteger(left)) {
      return left.compareTo(right);
    }
    return isInteger(right) ? Long.signum(integer(left) - integer(right)) : -1;
  }

  static boolean isInteger(NumberValue number) {
    return PlainInteger.matches(number.text());
  }

  private static long integer(NumberValue number) {
    return number.toBigDecimal().longValue();
  }
}
