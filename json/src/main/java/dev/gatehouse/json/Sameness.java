package dev.gatehouse.json;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the parts of composed values. Values share parts: twins made of {@code a1 = [a0, a0]},
 * {@code a2 = [a1, a1]} and so on are small in memory and endless as trees. So after many comparisons
 * the pairs that were found equal are remembered, which makes the work that of the graph.
 */
final class Sameness {

  /** Comparisons of composed values before pairs are remembered. */
  private static final int PLAIN = 10_000;

  private int plain = PLAIN;
  private @Nullable Map<Value, Value> equal;

  private Sameness() {}

  /** Whether the parts are equal, one by one. */
  static boolean areEqual(Value[] left, Value[] right) {
    if (left == right) {
      return true;
    }
    if (left.length != right.length) {
      return false;
    }
    for (var i = 0; i < left.length; i++) {
      if (left[i] == right[i]) {
        continue;
      }
      if (isComposed(left[i]) && isComposed(right[i])) {
        return new Sameness().compare(left, right, i) == 0;
      }
      if (!left[i].equals(right[i])) {
        return false;
      }
    }
    return true;
  }

  /** The order of the first parts that differ; where one has no more, the shorter is smaller. */
  static int compare(Value[] left, Value[] right) {
    var common = Math.min(left.length, right.length);
    for (var i = 0; i < common; i++) {
      if (isComposed(left[i]) && isComposed(right[i])) {
        return new Sameness().compare(left, right, i);
      }
      var order = left[i].compareTo(right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  /** As above, for keys with their values. */
  static int compare(ObjectValue left, ObjectValue right) {
    return new Sameness().entries(left, right);
  }

  private int compare(Value[] left, Value[] right, int start) {
    var common = Math.min(left.length, right.length);
    for (var i = start; i < common; i++) {
      var order = compare(left[i], right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private int entries(ObjectValue left, ObjectValue right) {
    var common = Math.min(left.size(), right.size());
    for (var i = 0; i < common; i++) {
      var order = compare(left.keyAt(i), right.keyAt(i));
      if (order == 0) {
        order = compare(left.valueAt(i), right.valueAt(i));
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private int compare(Value left, Value right) {
    if (left == right) {
      return 0;
    }
    if (!isComposed(left) || left.typeRank() != right.typeRank()) {
      return left.compareTo(right);
    }
    if (equal != null && equal.get(left) == right) {
      return 0;
    }
    var order = switch (left) {
      case ArrayValue a when right instanceof ArrayValue b -> compare(a.parts(), b.parts(), 0);
      case SetValue a when right instanceof SetValue b -> compare(a.parts(), b.parts(), 0);
      case ObjectValue a when right instanceof ObjectValue b -> entries(a, b);
      default -> left.compareTo(right);
    };
    if (order == 0) {
      remember(left, right);
    }
    return order;
  }

  private void remember(Value left, Value right) {
    if (equal != null) {
      equal.put(left, right);
    } else if (--plain <= 0) {
      equal = new IdentityHashMap<>();
    }
  }

  private static boolean isComposed(Value value) {
    return value instanceof ArrayValue || value instanceof ObjectValue
        || value instanceof SetValue;
  }
}
