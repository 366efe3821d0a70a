package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.GoArgument;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as Go's templates know them: {@link String}, {@link Long}, {@link Double}, {@link Boolean},
 * {@link ArrayValue}, {@link ObjectValue}, and those below. A value of null is there no value at all.
 */
final class Datum {

  private Datum() {}

  /** A number of a document, which is a kind of text. */
  record Number(String text) {}

  /** A byte of a text. */
  record Octet(int value) {}

  /** What a member of a collection holds, whose type is any; nothing for null. */
  record Boxed(@Nullable Object inner) {

    static final Boxed NOTHING = new Boxed(null);
  }

  /** A member of a collection. */
  static Boxed boxed(@Nullable Value value) {
    return switch (value) {
      case null -> Boxed.NOTHING;
      case NullValue none -> Boxed.NOTHING;
      case StringValue text -> new Boxed(text.value());
      case NumberValue number -> new Boxed(new Number(number.text()));
      case BooleanValue bool -> new Boxed(bool.value());
      default -> new Boxed(value);
    };
  }

  static @Nullable Object unboxed(@Nullable Object value) {
    return value instanceof Boxed boxed ? boxed.inner() : value;
  }

  static boolean isTrue(@Nullable Object value) {
    return switch (unboxed(value)) {
      case null -> false;
      case Boolean bool -> bool;
      case String text -> !text.isEmpty();
      case Number number -> !number.text().isEmpty();
      case Long number -> number != 0;
      case Double number -> number != 0;
      case Octet octet -> octet.value() != 0;
      case ArrayValue array -> !array.isEmpty();
      case ObjectValue object -> !object.isEmpty();
      default -> true;
    };
  }

  /** The name of a value's type in Go. */
  static String type(@Nullable Object value) {
    return switch (value) {
      case null -> "<nil>";
      case Boxed boxed -> "interface {}";
      case String text -> "string";
      case Long number -> "int";
      case Double number -> "float64";
      case Boolean bool -> "bool";
      case Number number -> "json.Number";
      case Octet octet -> "uint8";
      case ArrayValue array -> "[]interface {}";
      default -> "map[string]interface {}";
    };
  }

  /** A value as an argument of printing. */
  static Object argument(@Nullable Object value) {
    return switch (unboxed(value)) {
      case null -> GoArgument.Nil.NIL;
      case Long number -> new GoArgument.Named("int", number);
      case Number number -> new GoArgument.Named("json.Number", number.text());
      case Octet octet -> new GoArgument.Named("uint8", (long) octet.value());
      case ArrayValue array -> {
        var items = new ArrayList<Object>();
        array.forEach(item -> items.add(argument(boxed(item))));
        yield new GoArgument.Items(items);
      }
      case ObjectValue object -> {
        var entries = new ArrayList<Map.Entry<String, Object>>();
        for (var i = 0; i < object.size(); i++) {
          var key = ((StringValue) object.keyAt(i)).value();
          entries.add(Map.entry(key, argument(boxed(object.valueAt(i)))));
        }
        yield new GoArgument.Entries(entries);
      }
      case Object plain -> plain;
    };
  }

  /** The length of a text in bytes, or of a collection; -1 for what has none. */
  static long length(@Nullable Object value) {
    return switch (value) {
      case String text -> Utf8.encode(text).length;
      case Number number -> number.text().length();
      case ArrayValue array -> array.size();
      case ObjectValue object -> object.size();
      case null, default -> -1;
    };
  }
}
