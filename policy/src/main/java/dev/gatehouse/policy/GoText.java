package dev.gatehouse.policy;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** Values and their types as they show in Gatekeeper's messages. */
final class GoText {

  private GoText() {}

  static String of(Value value) {
    return switch (value) {
      case NullValue n -> "<nil>";
      case StringValue text -> text.value();
      case ArrayValue array -> array.items().stream().map(GoText::of)
          .collect(Collectors.joining(" ", "[", "]"));
      case ObjectValue object -> {
        var entries = new ArrayList<String>();
        for (var i = 0; i < object.size(); i++) {
          entries.add(of(object.keyAt(i)) + ":" + of(object.valueAt(i)));
        }
        yield "map[" + String.join(" ", entries) + "]";
      }
      default -> value.toString();
    };
  }

  static String typeOf(Value value) {
    return switch (value) {
      case NullValue n -> "<nil>";
      case BooleanValue b -> "bool";
      case NumberValue n -> "float64";
      case StringValue s -> "string";
      case ArrayValue a -> "[]interface {}";
      case SetValue s -> "[]interface {}";
      case ObjectValue o -> "map[string]interface {}";
    };
  }
}
