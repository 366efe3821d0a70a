package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Values in the form of the terms that they are written as. */
final class TermJson {

  private TermJson() {}

  /** The type of a value with its content. */
  static ObjectValue of(Value value) {
    return ObjectValue.of("type", StringValue.of(value.typeName()), "value", content(value));
  }

  /** What is in a term; null is an object without fields there. */
  static Value content(Value value) {
    return switch (value) {
      case NullValue none -> ObjectValue.EMPTY;
      case ArrayValue array -> list(array.items(), TermJson::of);
      case SetValue set -> list(set.toArray().items(), TermJson::of);
      case ObjectValue object -> {
        var entries = new ArrayValue.Builder();
        for (var i = 0; i < object.size(); i++) {
          entries.add(list(List.of(object.keyAt(i), object.valueAt(i)), TermJson::of));
        }
        yield entries.build();
      }
      default -> value;
    };
  }

  static ArrayValue contents(Collection<Value> values) {
    return list(values, TermJson::content);
  }

  private static ArrayValue list(Collection<Value> values, Function<Value, Value> form) {
    return ArrayValue.of(values.stream().map(form).toList());
  }
}
