package dev.gatehouse.rego.types;

import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.UNKNOWN;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the checker computes with types. Unknown is given where a type has nothing of the kind. */
public final class Types {

  /** What functions with different numbers of arguments have in common. */
  private static final Type.Function NO_FUNCTION = new Type.Function(List.of(), null, null);

  private static final int MOST_PARTS = 10_000;

  /** How deep types may be nested that rules have: what works on types recurses. */
  private static final int MOST_LEVELS = 300;

  private Types() {}

  /** Whether the type says that every value is possible. */
  public static boolean isAny(Type type) {
    return type instanceof Type.Any(var of) && of.isEmpty();
  }

  /** Whether there is anything unknown in the type. */
  public static boolean hasUnknown(Type type) {
    return switch (type) {
      case Type.Unknown unknown -> true;
      case Type.Basic basic -> false;
      case Type.Any any -> false;
      case Type.Array(var items, var rest) ->
        anyUnknown(items) || rest != null && hasUnknown(rest);
      case Type.Object(var properties, var key, var value) -> {
        for (var property : properties) {
          if (hasUnknown(property.value())) {
            yield true;
          }
        }
        yield key != null && hasUnknown(key) || value != null && hasUnknown(value);
      }
      case Type.Set(var member) -> hasUnknown(member);
      case Type.Function(var args, var result, var variadic) ->
        anyUnknown(args) || result == null || hasUnknown(result);
    };
  }

  private static boolean anyUnknown(List<Type> types) {
    for (var type : types) {
      if (hasUnknown(type)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The type, or that every value is possible if it has too many parts: rules that put others
   * twice into theirs make types that are small as a graph and endless as a tree.
   */
  public static Type bounded(Type type) {
    return count(type, 0, 0) > MOST_PARTS ? ANY : type;
  }

  /** The parts of the type and those before; once there are too many it does not count on. */
  private static int count(@Nullable Type type, int before, int depth) {
    var count = before + 1;
    if (type == null || count > MOST_PARTS) {
      return count;
    }
    if (depth > MOST_LEVELS) {
      return MOST_PARTS + 1;
    }
    var deeper = depth + 1;
    return switch (type) {
      case Type.Unknown unknown -> count;
      case Type.Basic basic -> count;
      case Type.Any(var of) -> countAll(of, count, deeper);
      case Type.Array(var items, var rest) -> count(rest, countAll(items, count, deeper), deeper);
      case Type.Object(var properties, var key, var value) -> {
        for (var property : properties) {
          count = count(property.value(), count, deeper);
        }
        yield count(value, count(key, count, deeper), deeper);
      }
      case Type.Set(var member) -> count(member, count, deeper);
      case Type.Function(var args, var result, var variadic) ->
        count(variadic, count(result, countAll(args, count, deeper), deeper), deeper);
    };
  }

  private static int countAll(List<Type> types, int before, int depth) {
    var count = before;
    for (var type : types) {
      count = count(type, count, depth);
    }
    return count;
  }

  /** A type of either kind of value; unknown if only one is a function. */
  public static Type or(Type left, Type right) {
    if (left == UNKNOWN) {
      return right;
    }
    if (right == UNKNOWN || left == right) {
      return left;
    }
    if (left instanceof Type.Function f && right instanceof Type.Function g) {
      return or(f, g);
    }
    if (left instanceof Type.Function || right instanceof Type.Function) {
      return UNKNOWN;
    }
    if (left instanceof Type.Any any) {
      return merge(any, right);
    }
    if (right instanceof Type.Any any) {
      return merge(any, left);
    }
    return TypeOrder.compare(left, right) == 0 ? left : new Type.Any(List.of(left, right));
  }

  /** As {@link #or(Type, Type)} of one after the other. */
  public static Type or(Collection<? extends Type> types) {
    if (types.stream().anyMatch(Type.Function.class::isInstance)) {
      return types.stream().map(Type.class::cast).reduce(UNKNOWN, Types::or);
    }
    var kinds = new TreeSet<Type>(TypeOrder.ORDER);
    kinds.addAll(types);
    kinds.remove(UNKNOWN);
    if (kinds.size() < 2) {
      return kinds.isEmpty() ? UNKNOWN : kinds.getFirst();
    }
    if (kinds.contains(ANY)) {
      return ANY;
    }
    var alternatives = new TreeSet<Type>(TypeOrder.ORDER);
    for (var kind : kinds) {
      alternatives.addAll(kind instanceof Type.Any(var of) ? of : List.of(kind));
    }
    return new Type.Any(List.copyOf(alternatives));
  }

  private static Type or(Type.Function left, Type.Function right) {
    if (left == NO_FUNCTION || right == NO_FUNCTION) {
      return left == NO_FUNCTION ? right : left;
    }
    var isVariadic = left.variadic() != null;
    if (left.args().size() != right.args().size() || isVariadic != (right.variadic() != null)) {
      return NO_FUNCTION;
    }
    var args = new ArrayList<Type>();
    for (var i = 0; i < left.args().size(); i++) {
      args.add(or(left.args().get(i), right.args().get(i)));
    }
    var result = left.result() == null || right.result() == null
        ? null
        : or(left.result(), right.result());
    return new Type.Function(args, result, left.variadic());
  }

  private static Type merge(Type.Any any, Type other) {
    if (any.of().isEmpty() || isAny(other)) {
      return ANY;
    }
    var more = other instanceof Type.Any(var of) ? of : List.of(other);
    var all = new ArrayList<>(any.of());
    for (var type : more) {
      if (Collections.binarySearch(any.of(), type, TypeOrder.ORDER) < 0) {
        all.add(type);
      }
    }
    return all.size() == any.of().size() ? any : new Type.Any(all);
  }

  /** Whether the value's type may be the other type, which is one of it or the same. */
  static boolean contains(Type type, Type other) {
    return type instanceof Type.Any(var of)
        ? of.isEmpty() || Collections.binarySearch(of, other, TypeOrder.ORDER) >= 0
        : TypeOrder.compare(type, other) == 0;
  }

  /** The type of what a value of the type has under the constant. */
  public static Type select(Type type, Value constant) {
    return switch (type) {
      case Type.Array(var items, var rest) -> {
        var index = index(constant);
        if (index >= 0 && index < items.size()) {
          yield items.get((int) index);
        }
        yield index < 0 || rest == null ? UNKNOWN : rest;
      }
      case Type.Object object -> select(object, constant);
      case Type.Set(var member) -> {
        var wanted = of(constant);
        yield contains(member, wanted) ? wanted : UNKNOWN;
      }
      case Type.Any(var of) -> of.isEmpty() ? ANY : union(of, t -> select(t, constant));
      case Type.Basic basic -> UNKNOWN;
      case Type.Unknown unknown -> UNKNOWN;
      case Type.Function function -> UNKNOWN;
    };
  }

  private static Type select(Type.Object object, Value constant) {
    var property = PropertyOrder.find(object.properties(), PropertyKey.of(constant));
    if (property != null) {
      return property.value();
    }
    return object.key() != null
        && object.value() != null
        && contains(object.key(), of(constant))
            ? object.value()
            : UNKNOWN;
  }

  /** The type of the keys, indices or members of a value of the type. */
  public static Type keys(Type type) {
    return switch (type) {
      case Type.Array array -> Type.NUMBER;
      case Type.Object(var properties, var key, var value) -> {
        var keys = union(properties, property -> of(property.key()));
        yield key == null ? keys : or(keys, key);
      }
      case Type.Set(var member) -> member;
      case Type.Any(var of) -> of.isEmpty() ? ANY : union(of, Types::keys);
      case Type.Basic basic -> UNKNOWN;
      case Type.Unknown unknown -> UNKNOWN;
      case Type.Function function -> UNKNOWN;
    };
  }

  /** The type of the items, values or members of a value of the type. */
  public static Type values(Type type) {
    return switch (type) {
      case Type.Array(var items, var rest) -> {
        var values = union(items, item -> item);
        yield rest == null ? values : or(values, rest);
      }
      case Type.Object(var properties, var key, var value) -> {
        var values = union(properties, Type.Property::value);
        yield value == null ? values : or(values, value);
      }
      case Type.Set(var member) -> member;
      case Type.Any(var of) -> of.isEmpty() ? ANY : union(of, Types::values);
      case Type.Basic basic -> UNKNOWN;
      case Type.Unknown unknown -> UNKNOWN;
      case Type.Function function -> UNKNOWN;
    };
  }

  /** The place in an array that a constant stands for, which must be written without a fraction. */
  private static long index(Value constant) {
    return constant instanceof IntegerValue index
        ? index.value()
        : constant instanceof NumberValue number && number.text().equals("-0") ? 0 : -1;
  }

  private static <T> Type union(List<T> items, Function<T, Type> type) {
    return or(items.stream().map(type).toList());
  }

  /** The type of a constant. */
  public static Type of(Value constant) {
    return switch (constant) {
      case NullValue n -> Type.NULL;
      case BooleanValue b -> Type.BOOLEAN;
      case NumberValue n -> Type.NUMBER;
      case StringValue s -> Type.STRING;
      case ArrayValue array -> {
        var items = new ArrayList<Type>();
        for (var i = 0; i < array.size(); i++) {
          items.add(of(array.get(i)));
        }
        yield new Type.Array(items, null);
      }
      case ObjectValue object -> {
        var properties = new ArrayList<Type.Property>();
        for (var i = 0; i < object.size(); i++) {
          properties.add(new Type.Property(object.keyAt(i), of(object.valueAt(i))));
        }
        yield new Type.Object(properties, null, null);
      }
      case SetValue set -> of(set.toArray());
    };
  }

  /** Whether a value could be of both types: only what is provably different is not. */
  public static boolean unify(Type left, Type right) {
    if (left == UNKNOWN || right == UNKNOWN) {
      return false;
    }
    if (left instanceof Type.Any any && unifyAny(any, right)
        || right instanceof Type.Any other && unifyAny(other, left)) {
      return true;
    }
    return switch (left) {
      case Type.Any any -> false;
      case Type.Unknown unknown -> false;
      case Type.Basic basic -> basic == right;
      case Type.Array array -> right instanceof Type.Array other && unifyArrays(array, other);
      case Type.Object object ->
        right instanceof Type.Object other && unifyObjects(object, other);
      case Type.Set(var member) ->
        right instanceof Type.Set(var other) && unify(member, other);
      case Type.Function function ->
        right instanceof Type.Function other && unifyFunctions(function, other);
    };
  }

  private static boolean unifyAny(Type.Any any, Type other) {
    if (other instanceof Type.Function) {
      return false;
    }
    return any.of().isEmpty() || any.of().stream().anyMatch(type -> unify(type, other));
  }

  private static boolean unifyFunctions(Type.Function left, Type.Function right) {
    if (left.args().size() != right.args().size()) {
      return false;
    }
    for (var i = 0; i < left.args().size(); i++) {
      if (!unify(left.args().get(i), right.args().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean unifyArrays(Type.Array left, Type.Array right) {
    return unifyItems(left, right)
        && unifyItems(right, left)
        && (left.rest() == null || right.rest() == null || unify(left.rest(), right.rest()));
  }

  private static boolean unifyItems(Type.Array left, Type.Array right) {
    for (var i = 0; i < left.items().size(); i++) {
      if (!unify(left.items().get(i), item(right, i))) {
        return false;
      }
    }
    return true;
  }

  /** The type of the item at a position. */
  public static Type item(Type.Array array, int position) {
    if (position < array.items().size()) {
      return array.items().get(position);
    }
    return array.rest() == null ? UNKNOWN : array.rest();
  }

  private static boolean unifyObjects(Type.Object left, Type.Object right) {
    return unifyProperties(left, right)
        && unifyProperties(right, left)
        && unifyRest(left.value(), right.value());
  }

  /** Values of other keys, which no one knows anything of, can be anything. */
  private static boolean unifyRest(@Nullable Type left, @Nullable Type right) {
    return left == null || right == null || left == UNKNOWN || right == UNKNOWN
        || unify(left, right);
  }

  /** Whether there may be other keys, and something is known of their values: OPA takes both as one. */
  public static boolean isOpen(Type.Object object) {
    return object.value() != null && object.value() != UNKNOWN;
  }

  /** A property that OPA misses fits nothing. */
  private static boolean unifyProperties(Type.Object left, Type.Object right) {
    for (var property : left.properties()) {
      var other = select(right, property.key());
      if (other == UNKNOWN) {
        if (!isOpen(left) && !isOpen(right)) {
          return false;
        }
      } else if (!unify(select(left, property.key()), other)) {
        return false;
      }
    }
    return true;
  }
}
