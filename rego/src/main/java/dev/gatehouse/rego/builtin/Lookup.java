package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import org.jspecify.annotations.Nullable;

/** Finds the child of a value under a key: an index, an object's key, or a set's member. */
final class Lookup {

  private Lookup() {}

  /** The child, or null if there is none. */
  static @Nullable Value child(Value parent, Value key) {
    return switch (parent) {
      case ArrayValue array when key instanceof NumberValue number -> item(array, number);
      case ObjectValue object -> object.get(key);
      case SetValue set -> set.get(key);
      default -> null;
    };
  }

  private static @Nullable Value item(ArrayValue array, NumberValue number) {
    if (!(number instanceof IntegerValue) && !Operand.isPlainInteger(number.text())) {
      return null;
    }
    var index = Operand.integer(1, number);
    return index >= 0 && index < array.size() ? array.get((int) index) : null;
  }
}
