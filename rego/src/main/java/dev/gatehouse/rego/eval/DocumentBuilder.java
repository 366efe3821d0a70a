package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the document of rules that share a name: objects within objects, at the end values or sets. */
final class DocumentBuilder {

  private final Map<Value, Node> entries = new LinkedHashMap<>();
  private int additions;

  /** What a key leads to. */
  private sealed interface Node {}

  private record Leaf(Value value) implements Node {}

  private record Members(SetValue.Builder members) implements Node {}

  private record Inner(DocumentBuilder entries) implements Node {}

  /** How often something was added, equal things included. */
  int additions() {
    return additions;
  }

  /** Puts a value under a path; false if something else is there, or a value is on the way. */
  boolean put(Value[] path, Value value) {
    additions++;
    var parent = parent(path);
    if (parent == null) {
      return false;
    }
    var last = path[path.length - 1];
    var known = parent.entries.get(last);
    if (known == null) {
      parent.entries.put(last, new Leaf(value));
      return true;
    }
    return build(known).equals(value);
  }

  /** Adds a member to the set under a path; false if something else is there. */
  boolean addMember(Value[] path, Value member) {
    additions++;
    var parent = parent(path);
    if (parent == null) {
      return false;
    }
    var node = parent.entries.computeIfAbsent(
        path[path.length - 1], key -> new Members(SetValue.builder()));
    if (!(node instanceof Members(var members))) {
      return false;
    }
    members.add(member);
    return true;
  }

  private @Nullable DocumentBuilder parent(Value[] path) {
    var current = this;
    for (var i = 0; i < path.length - 1; i++) {
      var node = current.entries.computeIfAbsent(path[i], key -> new Inner(new DocumentBuilder()));
      if (!(node instanceof Inner(var inner))) {
        return null;
      }
      current = inner;
    }
    return current;
  }

  ObjectValue build() {
    var builder = ObjectValue.builder();
    entries.forEach((key, node) -> builder.put(key, build(node)));
    return builder.build();
  }

  private static Value build(Node node) {
    return switch (node) {
      case Leaf(var value) -> value;
      case Members(var members) -> members.build();
      case Inner(var inner) -> inner.build();
    };
  }
}
