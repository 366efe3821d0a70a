package dev.gatehouse.rego.compile;

import static dev.gatehouse.rego.types.Type.UNKNOWN;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import dev.gatehouse.rego.types.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of documents by path; grows while rules are checked. */
final class TypeTree {

  private final Map<Value, TypeTree> children = new LinkedHashMap<>();

  private final List<Below> below = new ArrayList<>();

  private Type type = UNKNOWN;

  /** The type with all that is further down, null when it is to be made anew. */
  private @Nullable Type extent;

  /** What is below keys of which only the types are known. */
  private record Below(List<Type> keys, Type type) {}

  /** The type of the document here, unknown where there are only documents further down. */
  Type type() {
    return type;
  }

  boolean isLeaf() {
    return type != UNKNOWN;
  }

  @Nullable
  TypeTree child(Value key) {
    return children.get(key);
  }

  boolean isEmpty() {
    return children.isEmpty();
  }

  /** The keys of what is further down, in order. */
  List<Value> keys() {
    return children.keySet().stream().sorted().toList();
  }

  /** Sets the type of the document at a path. */
  void put(List<Value> path, Type changed) {
    place(path).type = changed;
  }

  /**
   * Sets the type of what is below keys that are not constant: it shows only in the type of an
   * object that a rule defines at the path.
   */
  void putBelow(List<Value> path, List<Type> keys, Type added) {
    place(path).below.add(new Below(keys, added));
  }

  private TypeTree place(List<Value> path) {
    var node = this;
    for (var key : path) {
      node = node.step(key);
    }
    node.extent = null;
    return node;
  }

  /** The node one part deeper, where something is to change. */
  private TypeTree step(Value key) {
    extent = null;
    return children.computeIfAbsent(key, k -> new TypeTree());
  }

  /** The type of the document here with all that is further down. */
  Type extent() {
    if (isLeaf()) {
      return type;
    }
    if (extent == null) {
      extent = object();
    }
    return extent;
  }

  private Type object() {
    var properties = new ArrayList<Type.Property>();
    children.forEach(
        (key, child) -> {
          if (key instanceof StringValue
              || key instanceof NumberValue
              || key instanceof BooleanValue) {
            properties.add(new Type.Property(key, child.extent()));
          }
        });
    return new Type.Object(properties, Type.STRING, Type.ANY);
  }

  /**
   * Adds the type of one more rule at a path: alternatives are joined, and objects on the way and
   * below are merged with it.
   */
  void insert(List<Value> path, Type added) {
    var node = this;
    for (var i = 0; i < path.size(); i++) {
      var child = node.step(path.get(i));
      if (i + 1 < path.size()) {
        child.nest(path.subList(i + 1, path.size()).stream().map(Types::of).toList(), added);
      }
      node = child;
    }
    node.type = Types.bounded(merge(node.type, added));
    node.extent = null;
    if (added instanceof Type.Object) {
      node.absorb(List.of(), node);
    }
  }

  /** Merges the types further down into the object at the top. */
  private void absorb(List<Type> keys, TypeTree top) {
    below.forEach(more -> top.nest(joined(keys, more.keys), more.type));
    children.forEach(
        (key, child) -> {
          var path = joined(keys, List.of(Types.of(key)));
          if (child.isLeaf()) {
            top.nest(path, child.type);
          } else {
            child.absorb(path, top);
          }
        });
  }

  private static List<Type> joined(List<Type> first, List<Type> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private void nest(List<Type> keys, Type added) {
    if (type instanceof Type.Object object) {
      type = nested(object, keys, added);
    }
  }

  private static Type.Object nested(Type.Object object, List<Type> keys, Type added) {
    var key = keys.getFirst();
    var value = keys.size() == 1
        ? added
        : nested(new Type.Object(List.of(), null, null), keys.subList(1, keys.size()), added);
    if (object.key() == null || object.value() == null) {
      return new Type.Object(object.properties(), key, value);
    }
    return new Type.Object(
        object.properties(), Types.or(object.key(), key), Types.or(object.value(), value));
  }

  /** The type of a document that two rules define. */
  private static Type merge(Type left, Type right) {
    if (left == UNKNOWN) {
      return right;
    }
    return switch (left) {
      case Type.Object a when right instanceof Type.Object b && isOpen(a) && isOpen(b) ->
        mergeOpen(a, b);
      case Type.Set(var a) when right instanceof Type.Set(var b) -> Type.set(Types.or(a, b));
      case Type.Object a when right instanceof Type.Any any && isOpen(a) -> mergeInto(any, a);
      case Type.Any any when right instanceof Type.Object b && isOpen(b) -> mergeInto(any, b);
      default -> Types.or(left, right);
    };
  }

  /** Whether the object has no known keys. */
  private static boolean isOpen(Type.Object object) {
    return object.properties().isEmpty() && object.key() != null && object.value() != null;
  }

  private static Type.Object mergeOpen(Type.Object left, Type.Object right) {
    if (left.key() == null || left.value() == null || right.key() == null
        || right.value() == null) {
      return left;
    }
    return new Type.Object(
        List.of(), Types.or(left.key(), right.key()), merge(left.value(), right.value()));
  }

  private static Type mergeInto(Type.Any any, Type.Object object) {
    var merged = new ArrayList<Type>();
    var isMerged = false;
    for (var type : any.of()) {
      if (!isMerged && type instanceof Type.Object other && isOpen(other)) {
        merged.add(joined(other, object));
        isMerged = true;
      } else {
        merged.add(type);
      }
    }
    return isMerged ? new Type.Any(merged) : Types.or(any, object);
  }

  private static Type.Object joined(Type.Object left, Type.Object right) {
    if (left.key() == null || left.value() == null || right.key() == null
        || right.value() == null) {
      return left;
    }
    return new Type.Object(
        List.of(), Types.or(left.key(), right.key()), Types.or(left.value(), right.value()));
  }
}
