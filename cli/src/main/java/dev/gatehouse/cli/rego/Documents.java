package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts documents of several files together. */
final class Documents {

  private Documents() {}

  /** A document at a path below the root; null if it is no object and the path is empty. */
  static @Nullable ObjectValue at(List<String> path, Value document) {
    var current = document;
    for (var name : path.reversed()) {
      current = ObjectValue.of(name, current);
    }
    return current instanceof ObjectValue object ? object : null;
  }

  /** Both documents, objects merged; null if both have a key whose values are not both objects. */
  static @Nullable ObjectValue merge(ObjectValue left, ObjectValue right) {
    var merged = left.toBuilder();
    for (var i = 0; i < right.size(); i++) {
      var key = right.keyAt(i);
      var value = right.valueAt(i);
      var present = left.get(key);
      if (present == null) {
        merged.put(key, value);
        continue;
      }
      var both = present instanceof ObjectValue a && value instanceof ObjectValue b
          ? merge(a, b)
          : null;
      if (both == null) {
        return null;
      }
      merged.put(key, both);
    }
    return merged.build();
  }

  /** The value at a path, null if there is none. */
  static @Nullable Value find(Value document, List<String> path) {
    Value current = document;
    for (var name : path) {
      current = current instanceof ObjectValue object ? object.get(StringValue.of(name)) : null;
      if (current == null) {
        return null;
      }
    }
    return current;
  }
}
