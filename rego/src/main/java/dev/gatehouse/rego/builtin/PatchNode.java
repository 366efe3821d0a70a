package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.Numbers;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a document that a patch changes; its state is what was changed of it so far. */
sealed interface PatchNode {

  static PatchNode of(BuiltinContext context, Value value) {
    return switch (value) {
      case ObjectValue object -> new ObjectNode(object, new LinkedHashMap<>());
      case SetValue set -> new SetNode(set);
      case ArrayValue array -> {
        context.allocate(array.size() + 1L);
        yield new ArrayNode(array);
      }
      default -> new Scalar(value);
    };
  }

  /** The part under a key. @throws BuiltinException if there is none */
  PatchNode child(BuiltinContext context, Value key);

  /** Puts a value under a key. @throws BuiltinException if that cannot be */
  void insert(BuiltinContext context, Value key, Value value);

  /** Takes away what is under a key. @throws BuiltinException if nothing is */
  void delete(BuiltinContext context, Value key);

  /** What has become of the part. */
  Value value(BuiltinContext context);

  /** What has no parts. */
  record Scalar(Value value) implements PatchNode {

    @Override
    public PatchNode child(BuiltinContext context, Value key) {
      throw noCollection(" for path " + key);
    }

    @Override
    public void insert(BuiltinContext context, Value key, Value inserted) {
      throw noCollection("");
    }

    @Override
    public void delete(BuiltinContext context, Value key) {
      throw noCollection("");
    }

    @Override
    public Value value(BuiltinContext context) {
      return value;
    }

    private BuiltinException noCollection(String path) {
      var type = switch (value) {
        case NullValue n -> "ast.Null";
        case BooleanValue b -> "ast.Boolean";
        case NumberValue n -> "ast.Number";
        default -> "ast.String";
      };
      return BuiltinException.failure("expected composite type" + path + ", found value: " + value
          + " (type: " + type + ")");
    }
  }

  /** An object with its parts that were looked at or put there; null is one that was taken away. */
  record ObjectNode(ObjectValue original, Map<Value, @Nullable PatchNode> parts)
      implements
        PatchNode {

    @Override
    public PatchNode child(BuiltinContext context, Value key) {
      var part = parts.get(key);
      if (part == null && parts.containsKey(key)) {
        throw BuiltinException.failure("cannot unfold the already deleted node for key " + key);
      }
      if (part == null) {
        var value = original.get(key);
        if (value == null) {
          throw BuiltinException.failure(
              "path " + key + " does not exist in object term " + original);
        }
        part = PatchNode.of(context, value);
        parts.put(key, part);
      }
      return part;
    }

    @Override
    public void insert(BuiltinContext context, Value key, Value value) {
      context.allocate(1);
      parts.put(key, PatchNode.of(context, value));
    }

    @Override
    public void delete(BuiltinContext context, Value key) {
      takeAway(parts, key, original.has(key));
    }

    @Override
    public Value value(BuiltinContext context) {
      if (parts.isEmpty()) {
        return original;
      }
      context.allocate((long) original.size() + parts.size());
      var object = ObjectValue.builder();
      for (var i = 0; i < original.size(); i++) {
        if (!parts.containsKey(original.keyAt(i))) {
          object.put(original.keyAt(i), original.valueAt(i));
        }
      }
      parts.forEach((key, part) -> {
        if (part != null) {
          object.put(key, part.value(context));
        }
      });
      return object.build();
    }
  }

  /**
   * An array. What is at a place that nobody looked at yet is taken from the same place of the
   * original array, as OPA does it, also if other items have come or gone before it since.
   */
  final class ArrayNode implements PatchNode {

    private final ArrayValue original;
    private final List<Item> items = new ArrayList<>();

    ArrayNode(ArrayValue original) {
      this.original = original;
      original.forEach(value -> items.add(new Item(value, null)));
    }

    /** An item, and what it has become since it was looked at. */
    private record Item(Value value, @Nullable PatchNode node) {}

    @Override
    public PatchNode child(BuiltinContext context, Value key) {
      var index = index(items.size(), key);
      var known = index >= 0 && index < items.size() ? items.get((int) index).node : null;
      if (known != null) {
        return known;
      }
      if (index < 0 || index >= original.size()) {
        throw BuiltinException.failure(
            "path " + index + " does not exist in array term " + original);
      }
      if (index >= items.size()) {
        throw BuiltinException.failure("index for array delete out of bounds");
      }
      var value = original.get((int) index);
      var node = PatchNode.of(context, value);
      items.set((int) index, new Item(value, node));
      return node;
    }

    @Override
    public void insert(BuiltinContext context, Value key, Value value) {
      var index = index(items.size(), key);
      if (index < 0 || index > items.size()) {
        throw BuiltinException.failure("index for array insertion out of bounds");
      }
      context.allocate(1);
      context.spend(items.size());
      items.add((int) index, new Item(value, PatchNode.of(context, value)));
    }

    @Override
    public void delete(BuiltinContext context, Value key) {
      var index = index(items.size(), key);
      if (index < 0 || index >= items.size()) {
        throw BuiltinException.failure("index for array delete out of bounds");
      }
      context.spend(items.size());
      items.remove((int) index);
    }

    @Override
    public Value value(BuiltinContext context) {
      context.allocate(items.size());
      return ArrayValue.of(items.stream()
          .map(item -> item.node == null ? item.value : item.node.value(context))
          .toList());
    }

    private static long index(int length, Value key) {
      return switch (key) {
        case NumberValue n when Operand.isPlainInteger(n.text()) -> Operand.integer(1, n);
        case NumberValue n -> throw BuiltinException.failure("invalid number type for indexing");
        case StringValue s when s.value().equals("-") -> length;
        case StringValue s -> index(s.value());
        default -> throw BuiltinException.failure("invalid type for indexing");
      };
    }

    private static long index(String text) {
      var number = Operand.isPlainInteger(text) ? Numbers.parse(text) : null;
      if (number == null) {
        throw BuiltinException.failure("invalid string for indexing");
      }
      if (text.startsWith("0") && text.length() > 1) {
        throw BuiltinException.failure("leading zeros are not allowed in JSON paths");
      }
      return Operand.integer(1, number);
    }
  }

  /** A set: its members are their own keys, so that one which changes is known by what it was. */
  final class SetNode implements PatchNode {

    private SetValue current;
    private final Map<Value, @Nullable PatchNode> parts = new LinkedHashMap<>();

    SetNode(SetValue set) {
      this.current = set;
    }

    @Override
    public PatchNode child(BuiltinContext context, Value key) {
      settle(context, key);
      var part = parts.get(key);
      if (part != null) {
        return part;
      }
      if (parts.containsKey(key) || !current.has(key)) {
        throw BuiltinException.failure(
            "path [" + key + "] does not exist in set term " + current);
      }
      part = PatchNode.of(context, key);
      parts.put(key, part);
      return part;
    }

    /** Members may have changed to what a key that is a collection means. */
    private void settle(BuiltinContext context, Value key) {
      if (!(PatchNode.of(context, key) instanceof Scalar)) {
        current = (SetValue) value(context);
        parts.clear();
      }
    }

    @Override
    public void insert(BuiltinContext context, Value key, Value value) {
      if (!key.equals(value)) {
        throw BuiltinException.failure(
            "set key " + key + " does not equal value to be inserted " + value);
      }
      settle(context, key);
      context.allocate(1);
      parts.put(key, PatchNode.of(context, value));
    }

    @Override
    public void delete(BuiltinContext context, Value key) {
      settle(context, key);
      takeAway(parts, key, current.has(key));
    }

    @Override
    public Value value(BuiltinContext context) {
      if (parts.isEmpty()) {
        return current;
      }
      context.allocate((long) current.size() + parts.size());
      var members = SetValue.builder();
      for (var member : current) {
        if (!parts.containsKey(member)) {
          members.add(member);
        }
      }
      for (var part : parts.values()) {
        if (part != null) {
          members.add(part.value(context));
        }
      }
      return members.build();
    }
  }

  /** Marks a part as gone. @param before whether the key was there before parts were changed */
  private static void takeAway(
      Map<Value, @Nullable PatchNode> parts, Value key, boolean before) {
    var isThere = parts.containsKey(key) ? parts.get(key) != null : before;
    if (!isThere) {
      throw noChild(key);
    }
    parts.put(key, null);
  }

  private static BuiltinException noChild(Value key) {
    return BuiltinException.failure("cannot delete child key " + key + " that does not exist");
  }
}
