package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Printf;
import dev.gatehouse.rego.builtin.go.Urls;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The functions of templates. A value of null is Go's nil. */
final class Functions {

  static final Set<String> NAMES = Set.of("and", "or", "not", "len", "index", "print", "printf",
      "println", "html", "urlquery", "eq", "ne", "lt", "le", "gt", "ge");

  private Functions() {}

  static @Nullable Value call(String name, List<@Nullable Value> args, LongConsumer allocate) {
    return switch (name) {
      case "not" -> BooleanValue.of(!Shown.isTrue(only(args)));
      case "len" -> IntegerValue.of(length(only(args)));
      case "index" -> index(args);
      case "print" -> StringValue.of(Shown.print(args));
      case "println" -> StringValue.of(Shown.printLine(args));
      case "html" -> StringValue.of(Shown.html(Shown.print(args)));
      case "urlquery" -> StringValue.of(Urls.queryEscape(Shown.print(args)));
      case "printf" -> printf(args, allocate);
      case "eq" -> equal(args);
      default -> BooleanValue.of(compare(name, args));
    };
  }

  private static @Nullable Value only(List<@Nullable Value> args) {
    if (args.size() != 1) {
      throw wrong("wrong number of args: want 1 got " + args.size());
    }
    return args.get(0);
  }

  private static long length(@Nullable Value value) {
    return switch (value) {
      case StringValue text -> dev.gatehouse.json.Utf8.encode(text.value()).length;
      case ArrayValue array -> array.size();
      case ObjectValue object -> object.size();
      case null, default -> throw wrong("error calling len");
    };
  }

  private static @Nullable Value index(List<@Nullable Value> args) {
    if (args.isEmpty()) {
      throw wrong("wrong number of args for index");
    }
    var value = args.get(0);
    for (var key : args.subList(1, args.size())) {
      value = switch (value) {
        case ArrayValue array when key instanceof IntegerValue n -> {
          if (n.value() < 0 || n.value() >= array.size()) {
            throw wrong("error calling index: index out of range: " + n.value());
          }
          yield Shown.datum(array.get((int) n.value()));
        }
        case ObjectValue object when key instanceof StringValue -> Shown.datum(object.get(key));
        case null, default -> throw wrong("error calling index");
      };
    }
    return value;
  }

  private static Value printf(List<@Nullable Value> args, LongConsumer allocate) {
    if (args.isEmpty() || !(args.get(0) instanceof StringValue format)) {
      throw wrong("error calling printf");
    }
    var plain = new ArrayList<Object>();
    for (var arg : args.subList(1, args.size())) {
      plain.add(switch (arg) {
        case StringValue text -> text.value();
        case IntegerValue number -> number.value();
        case BooleanValue bool -> bool.value();
        case ArrayValue array when isPlain(format.value()) -> Shown.text(array);
        case ObjectValue object when isPlain(format.value()) -> Shown.text(object);
        case null, default -> throw wrong("error calling printf: an argument without a format");
      });
    }
    return StringValue.of(Printf.format(format.value(), plain, allocate));
  }

  /** Whether all verbs print values as they are. */
  private static boolean isPlain(String format) {
    return format.replace("%v", "").indexOf('%') < 0;
  }

  private static Value equal(List<@Nullable Value> args) {
    if (args.size() < 2) {
      throw wrong("error calling eq: missing argument for comparison");
    }
    var first = args.get(0);
    var found = false;
    for (var other : args.subList(1, args.size())) {
      found |= areEqual(first, other);
    }
    return BooleanValue.of(found);
  }

  private static boolean areEqual(@Nullable Value first, @Nullable Value other) {
    if (first == null || other == null) {
      return first == other;
    }
    if (!isBasic(first) || !isBasic(other) || first.typeRank() != other.typeRank()) {
      throw wrong("error calling eq: incompatible types for comparison");
    }
    return first.equals(other);
  }

  private static boolean isBasic(Value value) {
    return value instanceof StringValue || value instanceof IntegerValue
        || value instanceof BooleanValue;
  }

  private static boolean compare(String name, List<@Nullable Value> args) {
    if (args.size() != 2) {
      throw wrong("wrong number of args for " + name + ": want 2 got " + args.size());
    }
    var left = args.get(0);
    var right = args.get(1);
    if (name.equals("ne")) {
      return !areEqual(left, right);
    }
    if (left == null || right == null || left.typeRank() != right.typeRank()
        || !isBasic(left) || left instanceof BooleanValue) {
      throw wrong("error calling " + name + ": incompatible types for comparison");
    }
    var order = left.compareTo(right);
    return switch (name) {
      case "lt" -> order < 0;
      case "le" -> order <= 0;
      case "gt" -> order > 0;
      default -> order >= 0;
    };
  }

  static IllegalArgumentException wrong(String reason) {
    return new IllegalArgumentException("template: template: " + reason);
  }
}
