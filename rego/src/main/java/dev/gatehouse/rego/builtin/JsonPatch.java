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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies JSON patches (RFC 6902) to documents in which there may be sets; with OPA's messages. */
final class JsonPatch {

  private final BuiltinContext context;
  private @Nullable Value document;

  private JsonPatch(BuiltinContext context, Value document) {
    this.context = context;
    this.document = document;
  }

  static @Nullable Value patch(BuiltinContext context, Value document, Value operations) {
    var patch = new JsonPatch(context, document);
    for (var operation : Operand.array(2, operations)) {
      if (!(operation instanceof ObjectValue object)) {
        throw failure(
            "must be an array of JSON-Patch objects, but at least one element is not an object");
      }
      patch.apply(object);
    }
    return patch.document;
  }

  private void apply(ObjectValue operation) {
    if (operation.get("path") == null) {
      throw missing("path");
    }
    var op = required(operation, "op");
    if (!(op instanceof StringValue name)) {
      throw failure("attribute 'op' must be a string but found: " + op.typeName());
    }
    var path = PathTree.steps(required(operation, "path"));
    switch (name.value()) {
      case "add" -> insert(path, required(operation, "value"));
      case "remove" -> delete(path);
      case "replace" -> {
        delete(path);
        insert(path, required(operation, "value"));
      }
      case "move" -> {
        var from = PathTree.steps(required(operation, "from"));
        var moved = find(from, from.size());
        delete(from);
        insert(path, moved);
      }
      case "copy" -> {
        var from = PathTree.steps(required(operation, "from"));
        insert(path, find(from, from.size()));
      }
      case "test" -> test(find(path, path.size()), required(operation, "value"));
      default -> throw failure("unrecognized op: '" + name.value() + "'");
    }
  }

  private static Value required(ObjectValue operation, String attribute) {
    var value = operation.get(attribute);
    if (value == null) {
      throw missing(attribute);
    }
    return value;
  }

  private static void test(Value found, Value expected) {
    if (!found.equals(expected)) {
      throw failure(
          "value from EditTree != patch value.\n\nExpected: " + expected + "\n\nFound: " + found);
    }
  }

  private void insert(List<Value> path, Value value) {
    if (path.isEmpty()) {
      document = value;
      return;
    }
    var last = path.size() - 1;
    var parent = find(path, last);
    context.allocate(size(parent) + 1L);
    replace(path, last, inserted(parent, path.get(last), value));
  }

  private static Value inserted(Value parent, Value key, Value value) {
    return switch (parent) {
      case ObjectValue object -> object.with(key, value);
      case SetValue set -> {
        if (!key.equals(value)) {
          throw failure("set key " + key + " does not equal value to be inserted " + value);
        }
        var members = SetValue.builder();
        set.forEach(members::add);
        members.add(value);
        yield members.build();
      }
      case ArrayValue array -> {
        var index = index(array, key);
        if (index < 0 || index > array.size()) {
          throw failure("index for array insertion out of bounds");
        }
        var items = new ArrayList<>(array.items());
        items.add((int) index, value);
        yield ArrayValue.of(items);
      }
      default -> throw noCollection("", parent);
    };
  }

  private void delete(List<Value> path) {
    if (path.isEmpty()) {
      if (document == null) {
        throw failure("deleted node encountered during delete operation");
      }
      document = null;
      return;
    }
    var last = path.size() - 1;
    var parent = find(path, last);
    context.allocate(size(parent));
    replace(path, last, without(parent, path.get(last)));
  }

  private static Value without(Value parent, Value key) {
    return switch (parent) {
      case ObjectValue object when object.has(key) -> object.without(key);
      case SetValue set when set.has(key) -> {
        var members = SetValue.builder();
        for (var member : set) {
          if (!member.equals(key)) {
            members.add(member);
          }
        }
        yield members.build();
      }
      case ObjectValue o -> throw noChild(key);
      case SetValue s -> throw noChild(key);
      case ArrayValue array -> {
        var index = index(array, key);
        if (index < 0 || index >= array.size()) {
          throw failure("index for array delete out of bounds");
        }
        var items = new ArrayList<>(array.items());
        items.remove((int) index);
        yield ArrayValue.of(items);
      }
      default -> throw noCollection("", parent);
    };
  }

  /** Puts a changed value in the place of the one that the first steps lead to. */
  private void replace(List<Value> path, int length, Value changed) {
    var result = changed;
    for (var i = length - 1; i >= 0; i--) {
      var parent = find(path, i);
      context.allocate(size(parent));
      result = with(parent, path.get(i), result);
    }
    document = result;
  }

  private static Value with(Value parent, Value key, Value value) {
    return switch (parent) {
      case ObjectValue object -> object.with(key, value);
      case ArrayValue array -> {
        var items = new ArrayList<>(array.items());
        items.set((int) index(array, key), value);
        yield ArrayValue.of(items);
      }
      default -> inserted(without(parent, key), value, value);
    };
  }

  private Value find(List<Value> path, int length) {
    if (document == null) {
      throw failure(
          length == 0
              ? "deleted node encountered during insert operation"
              : "nil value encountered where composite value was expected");
    }
    var value = document;
    for (var i = 0; i < length; i++) {
      value = child(value, path.get(i));
    }
    return value;
  }

  private static Value child(Value parent, Value key) {
    var child = switch (parent) {
      case ObjectValue object -> object.get(key);
      case SetValue set -> set.get(key);
      case ArrayValue array -> {
        var index = index(array, key);
        if (index < 0 || index >= array.size()) {
          throw failure("path " + index + " does not exist in array term " + array);
        }
        yield array.get((int) index);
      }
      default -> throw noCollection(" for path " + key, parent);
    };
    if (child == null) {
      throw failure(
          "path " + key + " does not exist in " + parent.typeName() + " term " + parent);
    }
    return child;
  }

  private static long index(ArrayValue array, Value key) {
    return switch (key) {
      case NumberValue n when Operand.isPlainInteger(n.text()) -> Operand.integer(1, n);
      case NumberValue n -> throw failure("invalid number type for indexing");
      case StringValue s when s.value().equals("-") -> array.size();
      case StringValue s -> index(s.value());
      default -> throw failure("invalid type for indexing");
    };
  }

  private static long index(String text) {
    var number = Operand.isPlainInteger(text) ? Numbers.parse(text) : null;
    if (number == null) {
      throw failure("invalid string for indexing");
    }
    if (text.startsWith("0") && text.length() > 1) {
      throw failure("leading zeros are not allowed in JSON paths");
    }
    return Operand.integer(1, number);
  }

  private static int size(Value parent) {
    return switch (parent) {
      case ObjectValue object -> object.size();
      case ArrayValue array -> array.size();
      case SetValue set -> set.size();
      default -> 0;
    };
  }

  private static BuiltinException noChild(Value key) {
    return failure("cannot delete child key " + key + " that does not exist");
  }

  private static BuiltinException noCollection(String path, Value found) {
    var type = switch (found) {
      case NullValue n -> "ast.Null";
      case BooleanValue b -> "ast.Boolean";
      case NumberValue n -> "ast.Number";
      default -> "ast.String";
    };
    return failure(
        "expected composite type" + path + ", found value: " + found + " (type: " + type + ")");
  }

  private static BuiltinException missing(String attribute) {
    return failure("missing required attribute '" + attribute + "'");
  }

  private static BuiltinException failure(String message) {
    return BuiltinException.failure(message);
  }
}
