package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.rego.builtin.go.Printf;
import dev.gatehouse.rego.builtin.go.Urls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The functions of templates, but for {@code and} and {@code or}, which do not need all arguments. */
final class Functions {

  static final Set<String> NAMES = Set.of("and", "or", "not", "len", "index", "slice", "call",
      "print", "printf", "println", "html", "js", "urlquery", "eq", "ne", "lt", "le", "gt", "ge");

  /** Functions with a fixed number of arguments. */
  private static final Map<String, Integer> FIXED = Map.of("not", 1, "len", 1, "ne", 2, "lt", 2,
      "le", 2, "gt", 2, "ge", 2);

  /** Functions with at least one argument. */
  private static final Set<String> AT_LEAST_ONE = Set.of("and", "or", "call", "index", "slice",
      "printf", "eq");

  private final LongConsumer allocate;

  Functions(LongConsumer allocate) {
    this.allocate = allocate;
  }

  /**
   * What is wrong with a number of arguments, empty if nothing is.
   *
   * @param written how many stand in the source, without the one that is piped
   */
  static String arity(String name, int given, int written) {
    var fixed = FIXED.get(name);
    if (fixed != null && given != fixed) {
      return "wrong number of args for " + name + ": want " + fixed + " got " + given;
    }
    return AT_LEAST_ONE.contains(name) && given == 0
        ? "wrong number of args for " + name + ": want at least 1 got " + written
        : "";
  }

  /**
   * Calls a function.
   *
   * @param source how the first argument is written
   * @throws IllegalArgumentException if it cannot give a result
   */
  @Nullable
  Object call(String name, List<@Nullable Object> args, String source) {
    return switch (name) {
      case "not" -> !Datum.isTrue(args.get(0));
      case "len" -> length(args.get(0));
      case "index" -> index(args);
      case "slice" -> slice(args);
      case "call" -> throw notCallable(Datum.unboxed(args.get(0)), source);
      case "print" -> print(args);
      case "println" -> printLine(args);
      case "html" -> html(argumentsText(args));
      case "js" -> Escapes.script(argumentsText(args));
      case "urlquery" -> Urls.queryEscape(argumentsText(args));
      case "printf" ->
        format((String) args.get(0), args.subList(1, args.size()).toArray());
      default -> Comparisons.call(name, args);
    };
  }

  private static IllegalArgumentException notCallable(@Nullable Object value, String source) {
    return new IllegalArgumentException(
        value == null
            ? "call of nil"
            : "non-function " + source + " of type " + Datum.type(value));
  }

  private static long length(@Nullable Object value) {
    var inner = Datum.unboxed(value);
    if (inner == null) {
      throw new IllegalArgumentException(
          value == null
              ? "reflect: call of reflect.Value.Type on zero Value"
              : "len of nil pointer");
    }
    var length = Datum.length(inner);
    if (length < 0) {
      throw new IllegalArgumentException("len of type " + Datum.type(inner));
    }
    return length;
  }

  private static Object index(List<@Nullable Object> args) {
    var item = Datum.unboxed(args.get(0));
    if (item == null) {
      throw new IllegalArgumentException("index of untyped nil");
    }
    Object result = item;
    for (var key : args.subList(1, args.size())) {
      var inner = Datum.unboxed(result);
      if (inner == null) {
        throw new IllegalArgumentException("index of nil pointer");
      }
      result = at(inner, Datum.unboxed(key));
    }
    return result;
  }

  private static Object at(Object item, @Nullable Object key) {
    if (item instanceof ObjectValue object) {
      if (!(key instanceof String name)) {
        throw new IllegalArgumentException(
            key == null
                ? "value is nil; should be of type string"
                : "value has type " + Datum.type(key) + "; should be string");
      }
      return Datum.boxed(object.get(StringValue.of(name)));
    }
    var length = Datum.length(item);
    if (length < 0) {
      throw new IllegalArgumentException("can't index item of type " + Datum.type(item));
    }
    var index = position(key, length);
    if (item instanceof ArrayValue array) {
      if (index == length) {
        throw new IllegalArgumentException("reflect: slice index out of range");
      }
      return Datum.boxed(array.get(index));
    }
    if (index == length) {
      throw new IllegalArgumentException("reflect: string index out of range");
    }
    return new Datum.Octet(bytes(item)[index] & 0xFF);
  }

  private static byte[] bytes(Object text) {
    return Utf8.encode(text instanceof Datum.Number number ? number.text() : (String) text);
  }

  private static int position(@Nullable Object key, long capacity) {
    var position = switch (key) {
      case Long number -> number;
      case Datum.Octet octet -> octet.value();
      case null -> throw new IllegalArgumentException("cannot index slice/array with nil");
      default -> throw new IllegalArgumentException(
          "cannot index slice/array with type " + Datum.type(key));
    };
    if (position < 0 || position > capacity) {
      throw new IllegalArgumentException("index out of range: " + position);
    }
    return (int) position;
  }

  private static Object slice(List<@Nullable Object> args) {
    var item = Datum.unboxed(args.get(0));
    if (item == null) {
      throw new IllegalArgumentException("slice of untyped nil");
    }
    var count = args.size() - 1;
    if (count > 3) {
      throw new IllegalArgumentException("too many slice indexes: " + count);
    }
    var isText = item instanceof String || item instanceof Datum.Number;
    if (isText && count == 3) {
      throw new IllegalArgumentException("cannot 3-index slice a string");
    }
    if (!isText && !(item instanceof ArrayValue)) {
      throw new IllegalArgumentException("can't slice item of type " + Datum.type(item));
    }
    var length = (int) Datum.length(item);
    var bounds = new int[]{0, length, length};
    for (var i = 0; i < count; i++) {
      bounds[i] = position(Datum.unboxed(args.get(i + 1)), length);
    }
    for (var i = 0; i < (count == 3 ? 2 : 1); i++) {
      if (bounds[i] > bounds[i + 1]) {
        throw new IllegalArgumentException(
            "invalid slice index: " + bounds[i] + " > " + bounds[i + 1]);
      }
    }
    if (item instanceof ArrayValue array) {
      return ArrayValue.of(array.items().subList(bounds[0], bounds[1]));
    }
    var part = Utf8.decode(Arrays.copyOfRange(bytes(item), bounds[0], bounds[1]));
    return item instanceof String ? part : new Datum.Number(part);
  }

  private String format(String format, @Nullable Object... args) {
    var arguments = Arrays.stream(args).map(Datum::argument).toList();
    return Printf.format(format, arguments, allocate);
  }

  /** As a template prints a value. */
  String text(@Nullable Object value) {
    var inner = Datum.unboxed(value);
    return inner instanceof String text ? text : format("%v", inner);
  }

  /** Spaces stand between values of which none is a text. */
  private String print(List<@Nullable Object> values) {
    var out = new StringBuilder();
    for (var i = 0; i < values.size(); i++) {
      if (i > 0 && !isText(values.get(i)) && !isText(values.get(i - 1))) {
        out.append(' ');
      }
      out.append(text(values.get(i)));
    }
    return out.toString();
  }

  private static boolean isText(@Nullable Object value) {
    var inner = Datum.unboxed(value);
    return inner instanceof String || inner instanceof Datum.Number;
  }

  private String printLine(List<@Nullable Object> values) {
    return String.join(" ", values.stream().map(this::text).toList()) + "\n";
  }

  /** The text that the escaping functions work on, in which nothing has a name. */
  private String argumentsText(List<@Nullable Object> args) {
    var shown = new ArrayList<@Nullable Object>(args.size());
    for (var arg : args) {
      shown.add(Datum.unboxed(arg) == null ? "<no value>" : arg);
    }
    return print(shown);
  }

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;")
        .replace(">", "&gt;").replace("\"", "&#34;").replace("\u0000", "\uFFFD");
  }
}
