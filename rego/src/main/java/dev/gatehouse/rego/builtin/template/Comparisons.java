package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.builtin.go.Printf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The comparisons of templates. */
final class Comparisons {

  private static final String BAD_TYPE = "invalid type for comparison";

  private Comparisons() {}

  private enum Kind {
    NONE, BOOL, WHOLE, REAL, TEXT, OCTET
  }

  static boolean call(String name, List<@Nullable Object> args) {
    var first = Datum.unboxed(args.get(0));
    if (name.equals("eq")) {
      return equal(first, args.subList(1, args.size()));
    }
    var second = Datum.unboxed(args.get(1));
    return switch (name) {
      case "ne" -> !equal(first, args.subList(1, 2));
      case "lt" -> isLess(first, second);
      case "le" -> isLess(first, second) || equal(first, args.subList(1, 2));
      case "gt" -> !isLess(first, second) && !equal(first, args.subList(1, 2));
      default -> !isLess(first, second);
    };
  }

  private static Kind kind(@Nullable Object value) {
    return switch (value) {
      case Boolean bool -> Kind.BOOL;
      case Long number -> Kind.WHOLE;
      case Double number -> Kind.REAL;
      case String text -> Kind.TEXT;
      case Datum.Number number -> Kind.TEXT;
      case Datum.Octet octet -> Kind.OCTET;
      case null, default -> Kind.NONE;
    };
  }

  private static boolean equal(@Nullable Object first, List<@Nullable Object> others) {
    if (others.isEmpty()) {
      throw new IllegalArgumentException("missing argument for comparison");
    }
    for (var boxed : others) {
      if (isEqual(first, Datum.unboxed(boxed))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEqual(@Nullable Object first, @Nullable Object other) {
    var kind = kind(first);
    if (kind != kind(other)) {
      if (isWhole(kind) && isWhole(kind(other))) {
        return whole(first) == whole(other);
      }
      if (first != null && other != null) {
        throw incompatible(first, other);
      }
      return false;
    }
    if (kind == Kind.TEXT) {
      return text(first).equals(text(other));
    }
    if (kind != Kind.NONE) {
      return first != null && first.equals(other);
    }
    if (first == null || other == null) {
      return first == other;
    }
    throw new IllegalArgumentException(
        Datum.type(first).equals(Datum.type(other))
            ? "non-comparable type " + shown(other) + ": " + Datum.type(other)
            : "non-comparable types "
                + shown(first)
                + ": "
                + Datum.type(first)
                + ", "
                + Datum.type(other)
                + ": "
                + Printf.format("%v", List.of(Datum.argument(other)), length -> {}));
  }

  private static String shown(Object value) {
    return Printf.format("%s", List.of(Datum.argument(value)), length -> {});
  }

  private static boolean isLess(@Nullable Object first, @Nullable Object second) {
    var kind = kind(first);
    if (first == null || second == null || kind == Kind.NONE || kind(second) == Kind.NONE) {
      throw new IllegalArgumentException(BAD_TYPE);
    }
    if (isWhole(kind) && isWhole(kind(second))) {
      return whole(first) < whole(second);
    }
    if (kind != kind(second)) {
      throw incompatible(first, second);
    }
    return switch (kind) {
      case REAL -> (Double) first < (Double) second;
      case TEXT -> StringValue.of(text(first))
          .compareTo(StringValue.of(text(second))) < 0;
      default -> throw new IllegalArgumentException(BAD_TYPE);
    };
  }

  private static IllegalArgumentException incompatible(Object first, Object other) {
    return new IllegalArgumentException(
        "incompatible types for comparison: " + Datum.type(first) + " and " + Datum.type(other));
  }

  private static boolean isWhole(Kind kind) {
    return kind == Kind.WHOLE || kind == Kind.OCTET;
  }

  private static long whole(@Nullable Object value) {
    return value instanceof Datum.Octet octet ? octet.value() : value instanceof Long n ? n : 0;
  }

  private static String text(@Nullable Object value) {
    return value instanceof Datum.Number number ? number.text() : String.valueOf(value);
  }
}
