package dev.gatehouse.rego.types;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of types within unions. */
final class TypeOrder {

  static final Comparator<Type> ORDER = TypeOrder::compare;

  private TypeOrder() {}

  static int compare(Type left, Type right) {
    if (left == right) {
      return 0;
    }
    var rank = Integer.compare(rank(left), rank(right));
    return rank != 0 ? rank : compareAlike(left, right);
  }

  private static int rank(Type type) {
    return switch (type) {
      case Type.Unknown unknown -> -1;
      case Type.Basic basic -> basic.ordinal();
      case Type.Array array -> 4;
      case Type.Object object -> 5;
      case Type.Set set -> 6;
      case Type.Any any -> 7;
      case Type.Function function -> 8;
    };
  }

  private static int compareAlike(Type left, Type right) {
    return switch (left) {
      case Type.Unknown unknown -> 0;
      case Type.Basic basic -> 0;
      case Type.Array array -> {
        var other = (Type.Array) right;
        var rest = compareOptional(array.rest(), other.rest());
        yield rest != 0 ? rest : compareAll(array.items(), other.items());
      }
      case Type.Object object -> compareObjects(object, (Type.Object) right);
      case Type.Set set -> compare(set.member(), ((Type.Set) right).member());
      case Type.Any any -> compareAll(any.of(), ((Type.Any) right).of());
      case Type.Function function -> compareFunctions(function, (Type.Function) right);
    };
  }

  private static int compareObjects(Type.Object left, Type.Object right) {
    var order = compareOptional(left.key(), right.key());
    if (order == 0) {
      order = compareOptional(left.value(), right.value());
    }
    var a = left.properties();
    var b = right.properties();
    for (var i = 0; order == 0 && i < Math.min(a.size(), b.size()); i++) {
      order = a.get(i).key().compareTo(b.get(i).key());
      if (order == 0) {
        order = compare(a.get(i).value(), b.get(i).value());
      }
    }
    return order != 0 ? order : Integer.compare(a.size(), b.size());
  }

  private static int compareFunctions(Type.Function left, Type.Function right) {
    var order = Integer.compare(left.args().size(), right.args().size());
    if (order == 0) {
      order = compareAll(left.args(), right.args());
    }
    if (order == 0) {
      order = compareOptional(left.result(), right.result());
    }
    return order != 0 ? order : compareOptional(left.variadic(), right.variadic());
  }

  private static int compareOptional(@Nullable Type left, @Nullable Type right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    return compare(left, right);
  }

  private static int compareAll(List<Type> left, List<Type> right) {
    for (var i = 0; i < Math.min(left.size(), right.size()); i++) {
      var order = compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }
}
