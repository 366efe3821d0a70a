package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies JSON patches (RFC 6902) to documents in which there may be sets; with OPA's messages. */
final class JsonPatch {

  private static final int DEEPEST = 1000;

  private final BuiltinContext context;
  private @Nullable PatchNode root;

  private JsonPatch(BuiltinContext context, Value document) {
    this.context = context;
    this.root = PatchNode.of(context, document);
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
    return patch.root == null ? null : patch.root.value(context);
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
        var moved = find(from).value(context);
        delete(from);
        insert(path, moved);
      }
      case "copy" -> {
        var from = PathTree.steps(required(operation, "from"));
        insert(path, find(from).value(context));
      }
      case "test" -> test(find(path).value(context), required(operation, "value"));
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
      root = PatchNode.of(context, value);
    } else {
      parent(path, "insert").insert(context, path.getLast(), value);
    }
  }

  private void delete(List<Value> path) {
    if (!path.isEmpty()) {
      parent(path, "delete").delete(context, path.getLast());
    } else if (root == null) {
      throw failure("deleted node encountered during delete operation");
    } else {
      root = null;
    }
  }

  private PatchNode parent(List<Value> path, String operation) {
    if (root == null && path.size() == 1) {
      throw failure("deleted node encountered during " + operation + " operation");
    }
    return find(path.subList(0, path.size() - 1));
  }

  private PatchNode find(List<Value> path) {
    if (root == null) {
      throw failure("nil value encountered where composite value was expected");
    }
    if (path.size() > DEEPEST) {
      throw failure("path has more than " + DEEPEST + " parts");
    }
    var node = root;
    for (var key : path) {
      node = node.child(context, key);
    }
    return node;
  }

  private static BuiltinException missing(String attribute) {
    return failure("missing required attribute '" + attribute + "'");
  }

  private static BuiltinException failure(String message) {
    return BuiltinException.failure(message);
  }
}
