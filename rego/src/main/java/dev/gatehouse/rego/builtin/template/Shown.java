package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values as templates see and print them. */
final class Shown {

  private Shown() {}

  /** A value out of the data: a number is its text, a set an array, and null is nil. */
  static @Nullable Value datum(@Nullable Value value) {
    return switch (value) {
      case NumberValue number -> StringValue.of(number.text());
      case NullValue none -> null;
      case SetValue set -> {
        var items = new ArrayList<Value>();
        for (var i = 0; i < set.size(); i++) {
          items.add(set.at(i));
        }
        yield ArrayValue.of(items);
      }
      case null -> null;
      default -> value;
    };
  }

  static boolean isTrue(@Nullable Value value) {
    return switch (value) {
      case BooleanValue bool -> bool.value();
      case StringValue text -> !text.value().isEmpty();
      case IntegerValue number -> number.value() != 0;
      case ArrayValue array -> !array.isEmpty();
      case ObjectValue object -> !object.isEmpty();
      case null, default -> false;
    };
  }

  /** As Go's {@code %v} prints it. */
  static String text(@Nullable Value value) {
    return switch (value) {
      case StringValue text -> text.value();
      case NumberValue number -> number.text();
      case BooleanValue bool -> bool.toString();
      case ArrayValue array -> "["
          + String.join(" ", array.items().stream().map(v -> text(datum(v))).toList())
          + "]";
      case ObjectValue object -> {
        var parts = new ArrayList<String>();
        for (var i = 0; i < object.size(); i++) {
          parts.add(text(object.keyAt(i)) + ":" + text(datum(object.valueAt(i))));
        }
        yield "map[" + String.join(" ", parts) + "]";
      }
      case null, default -> "<nil>";
    };
  }

  /** Spaces stand between values of which none is a string. */
  static String print(List<@Nullable Value> values) {
    var out = new StringBuilder();
    for (var i = 0; i < values.size(); i++) {
      var isApart = i > 0
          && !(values.get(i) instanceof StringValue)
          && !(values.get(i - 1) instanceof StringValue);
      out.append(isApart ? " " : "").append(text(values.get(i)));
    }
    return out.toString();
  }

  static String printLine(List<@Nullable Value> values) {
    return String.join(" ", values.stream().map(Shown::text).toList()) + "\n";
  }

  static String html(String text) {
    return text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;")
        .replace(">", "&gt;").replace("\"", "&#34;").replace("\u0000", "\uFFFD");
  }
}
