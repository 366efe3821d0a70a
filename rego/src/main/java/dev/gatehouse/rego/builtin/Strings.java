package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.builtin.Signature.arrayOrSet;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.NUMBER;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.any;
import static dev.gatehouse.rego.types.Type.array;
import static dev.gatehouse.rego.types.Type.object;
import static dev.gatehouse.rego.types.Type.set;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Printf;
import dev.gatehouse.rego.types.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The functions on strings. Positions and lengths count code points. */
final class Strings {

  private static final Type.Function TEST = args(STRING, STRING).gives(BOOLEAN);
  private static final Type.Function CHANGE = args(STRING).gives(STRING);
  private static final Type.Function CHANGE_BY = args(STRING, STRING).gives(STRING);
  private static final Type STRINGS = any(STRING, array(STRING), set(STRING));
  private static final Type.Function TEST_ANY = args(STRINGS, STRINGS).gives(BOOLEAN);

  private Strings() {}

  static List<Builtin> rows() {
    return List.of(
        row("concat", "The strings with the delimiter between them.",
            args(STRING, arrayOrSet(STRING)).gives(STRING), Strings::concat),
        row("contains", "Whether the string contains the other.", TEST, Strings::contains),
        row("startswith", "Whether the string starts with the other.", TEST, Strings::startsWith),
        row("endswith", "Whether the string ends with the other.", TEST, Strings::endsWith),
        row("format_int", "The number, without fraction, written to base 2, 8, 10 or 16.",
            args(NUMBER, NUMBER).gives(STRING), Strings::formatInt),
        row("indexof", "The position of the first occurrence, -1 if there is none.",
            args(STRING, STRING).gives(NUMBER), Strings::indexOf),
        row("indexof_n", "The positions of all occurrences, overlapping ones too.",
            args(STRING, STRING).gives(array(NUMBER)), Strings::indexOfN),
        row("lower", "The string in lower case.", CHANGE, LetterCase::lower),
        row("upper", "The string in upper case.", CHANGE, LetterCase::upper),
        row("replace", "The string with every occurrence of old replaced by new.",
            args(STRING, STRING, STRING).gives(STRING), Strings::replace),
        row("strings.replace_n",
            "The string with every occurrence of a key of the object replaced by its value.",
            args(object(STRING, STRING), STRING).gives(STRING), Strings::replaceN),
        row("split", "The parts of the string between delimiters.",
            args(STRING, STRING).gives(array(STRING)), Strings::split),
        row("strings.split_n", "The first n parts of the string, or the last if n is negative.",
            args(STRING, STRING, NUMBER).gives(array(STRING)), Strings::splitN),
        row("sprintf", "The values in the format, which has Go's verbs.",
            args(STRING, array(ANY)).gives(STRING), Strings::sprintf),
        row("strings.any_prefix_match",
            "Whether any of the strings starts with any of the prefixes.",
            TEST_ANY, Strings::anyPrefix),
        row("strings.any_suffix_match",
            "Whether any of the strings ends with any of the suffixes.",
            TEST_ANY, Strings::anySuffix),
        row("strings.count", "How often the string contains the other, without overlap.",
            args(STRING, STRING).gives(NUMBER), Strings::count),
        row("strings.reverse", "The string backwards.", CHANGE, Strings::reverse),
        row("substring",
            "The part of the given length from an offset; to the end if it is negative.",
            args(STRING, NUMBER, NUMBER).gives(STRING), Strings::substring),
        row("trim", "The string without the characters of the cutset at both ends.",
            CHANGE_BY, Trimming::trim),
        row("trim_left", "The string without the characters of the cutset at its start.",
            CHANGE_BY, Trimming::trimLeft),
        row("trim_right", "The string without the characters of the cutset at its end.",
            CHANGE_BY, Trimming::trimRight),
        row("trim_prefix", "The string without the prefix.", CHANGE_BY, Trimming::trimPrefix),
        row("trim_suffix", "The string without the suffix.", CHANGE_BY, Trimming::trimSuffix),
        row("trim_space", "The string without white space at both ends.",
            CHANGE, Trimming::trimSpace));
  }

  private static Value concat(BuiltinContext context, Value delimiter, Value collection) {
    var separator = Operand.string(1, delimiter);
    var parts = switch (collection) {
      case ArrayValue array -> array;
      case SetValue set -> set.toArray();
      default -> throw Operand.wrongOf(2, collection, List.of("set", "array"));
    };
    var length = 0L;
    for (var part : parts) {
      if (!(part instanceof StringValue s)) {
        throw Operand.wrongElement(2, collection, part, "string");
      }
      length += s.value().length() + separator.length();
    }
    context.allocateText(length);
    var text = new StringBuilder((int) length);
    for (var i = 0; i < parts.size(); i++) {
      if (i > 0) {
        text.append(separator);
      }
      text.append(((StringValue) parts.get(i)).value());
    }
    return StringValue.of(text.toString());
  }

  private static Value contains(BuiltinContext context, Value text, Value part) {
    var base = Operand.string(1, text);
    return BooleanValue.of(Search.indexOf(context, base, Operand.string(2, part), 0) >= 0);
  }

  private static Value startsWith(BuiltinContext context, Value text, Value prefix) {
    return BooleanValue.of(Operand.string(1, text).startsWith(Operand.string(2, prefix)));
  }

  private static Value endsWith(BuiltinContext context, Value text, Value suffix) {
    return BooleanValue.of(Operand.string(1, text).endsWith(Operand.string(2, suffix)));
  }

  private static Value formatInt(BuiltinContext context, Value number, Value base) {
    var value = Operand.number(1, number);
    var radix = switch (Operand.number(2, base).text()) {
      case "2" -> 2;
      case "8" -> 8;
      case "10" -> 10;
      case "16" -> 16;
      default -> throw Operand.refuse(2, "must be one of {2, 8, 10, 16}");
    };
    if (value instanceof IntegerValue n) {
      return StringValue.of(Long.toString(n.value(), radix));
    }
    var integer = Arithmetic.truncated(value);
    context.allocateText(integer.bitLength());
    return StringValue.of(integer.toString(radix));
  }

  private static Value indexOf(BuiltinContext context, Value text, Value part) {
    var base = Operand.string(1, text);
    var at = Search.indexOf(context, base, searched(part), 0);
    return IntegerValue.of(at < 0 ? -1 : base.codePointCount(0, at));
  }

  private static Value indexOfN(BuiltinContext context, Value text, Value part) {
    var base = Operand.string(1, text);
    var search = searched(part);
    var positions = new ArrayValue.Builder();
    var counted = 0;
    var position = 0;
    var at = Search.indexOf(context, base, search, 0);
    for (; at >= 0; at = Search.indexOf(context, base, search, at + 1)) {
      context.allocate(1);
      position += base.codePointCount(counted, at);
      counted = at;
      positions.add(IntegerValue.of(position));
    }
    return positions.build();
  }

  private static String searched(Value part) {
    var search = Operand.string(2, part);
    if (search.isEmpty()) {
      throw BuiltinException.failure("empty search character");
    }
    return search;
  }

  private static Value replace(BuiltinContext context, Value text, Value old, Value replacement) {
    var base = Operand.string(1, text);
    var from = Operand.string(2, old);
    var to = Operand.string(3, replacement);
    if (from.isEmpty()) {
      return Replacement.betweenBytes(context, base, to);
    }
    var at = Search.indexOf(context, base, from, 0);
    if (at < 0) {
      return text;
    }
    var out = new StringBuilder(base.length());
    var done = 0;
    while (at >= 0) {
      context.allocateText(at - done + to.length());
      out.append(base, done, at).append(to);
      done = at + from.length();
      at = Search.indexOf(context, base, from, done);
    }
    return StringValue.of(out.append(base, done, base.length()).toString());
  }

  private static Value replaceN(BuiltinContext context, Value patterns, Value text) {
    return Replacement.of(Operand.object(1, patterns), context)
        .apply(Operand.string(2, text));
  }

  private static Value split(BuiltinContext context, Value text, Value delimiter) {
    var base = Operand.string(1, text);
    var by = Operand.string(2, delimiter);
    if (!by.isEmpty() && Search.indexOf(context, base, by, 0) < 0) {
      return ArrayValue.of(text);
    }
    return strings(parts(context, base, by, Integer.MAX_VALUE));
  }

  private static Value splitN(BuiltinContext context, Value text, Value delimiter, Value count) {
    var base = Operand.string(1, text);
    var by = Operand.string(2, delimiter);
    var n = Operand.integer(3, count);
    if (n < 0) {
      var parts = parts(context, base, by, Integer.MAX_VALUE);
      return strings(parts.subList((int) Math.max(parts.size() + n, 0), parts.size()));
    }
    var parts = parts(context, base, by, (int) Math.min(n, Integer.MAX_VALUE - 1) + 1);
    return strings(parts.subList(0, (int) Math.min(n, parts.size())));
  }

  /** At most {@code limit} parts, the last with what is left; an empty delimiter splits characters. */
  private static List<String> parts(BuiltinContext context, String text, String by, int limit) {
    var parts = new ArrayList<String>();
    var start = 0;
    while (parts.size() < limit - 1 && start < text.length()) {
      var end = by.isEmpty()
          ? text.offsetByCodePoints(start, 1)
          : Search.indexOf(context, text, by, start);
      if (end < 0 || by.isEmpty() && end == text.length()) {
        break;
      }
      context.allocate(1);
      parts.add(text.substring(start, end));
      start = end + by.length();
    }
    if (!by.isEmpty() || start < text.length()) {
      context.allocate(1);
      parts.add(text.substring(start));
    }
    return parts;
  }

  static ArrayValue strings(List<String> texts) {
    var items = new Value[texts.size()];
    for (var i = 0; i < items.length; i++) {
      items[i] = StringValue.of(texts.get(i));
    }
    return ArrayValue.owning(items);
  }

  private static Value sprintf(BuiltinContext context, Value format, Value values) {
    var text = Operand.string(1, format);
    var args = new ArrayList<Object>();
    for (var value : Operand.array(2, values)) {
      args.add(argument(context, value));
    }
    context.allocateText(text.length());
    return StringValue.of(Printf.format(text, args, context::allocateText));
  }

  /** What OPA hands to Go's {@code Sprintf} for a value. */
  private static Object argument(BuiltinContext context, Value value) {
    return switch (value) {
      case IntegerValue n -> n.value();
      case NumberValue n -> number(Operand.bounded(n));
      case StringValue s -> s.value();
      default -> {
        Texts.allocate(context, value, 0);
        yield value.toString();
      }
    };
  }

  private static Object number(NumberValue number) {
    var text = number.text();
    if (Operand.isPlainInteger(text)) {
      return Operand.integer(2, number);
    }
    if (text.indexOf('.') >= 0) {
      var value = number.toDouble();
      return Double.isInfinite(value) ? text : (Object) value;
    }
    return number.isIntegral() && isDecimal(text) ? new BigInteger(text) : text;
  }

  private static boolean isDecimal(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-' || c == '+');
  }

  private static Value anyPrefix(BuiltinContext context, Value texts, Value prefixes) {
    return anyStartsWith(context, texts, prefixes, false);
  }

  private static Value anySuffix(BuiltinContext context, Value texts, Value suffixes) {
    return anyStartsWith(context, texts, suffixes, true);
  }

  private static Value anyStartsWith(
      BuiltinContext context, Value texts, Value prefixes, boolean reversed) {
    var candidates = new TreeSet<String>();
    for (var text : list(context, 1, texts, reversed)) {
      context.spend(1 + text.length() / BuiltinContext.TEXT_UNIT);
      candidates.add(text);
    }
    for (var prefix : list(context, 2, prefixes, reversed)) {
      context.spend(1 + prefix.length() / BuiltinContext.TEXT_UNIT);
      // Strings with the prefix follow it directly in order.
      var next = candidates.ceiling(prefix);
      if (next != null && next.startsWith(prefix)) {
        return BooleanValue.TRUE;
      }
    }
    return BooleanValue.FALSE;
  }

  private static List<String> list(
      BuiltinContext context, int position, Value value, boolean reversed) {
    var items = switch (value) {
      case StringValue s -> ArrayValue.of(s);
      case ArrayValue array -> array;
      case SetValue set -> set.toArray();
      default ->
        throw Operand.wrongOf(position, value, List.of("string", "set", "array"));
    };
    var texts = new ArrayList<String>();
    for (var item : items) {
      if (!(item instanceof StringValue s)) {
        throw Operand.wrongElement(position, value, item, "string");
      }
      texts.add(reversed ? reversed(context, s.value()) : s.value());
    }
    return texts;
  }

  private static Value count(BuiltinContext context, Value text, Value part) {
    var base = Operand.string(1, text);
    var search = Operand.string(2, part);
    if (search.isEmpty()) {
      return IntegerValue.of(base.codePointCount(0, base.length()) + 1);
    }
    var count = 0;
    var at = Search.indexOf(context, base, search, 0);
    while (at >= 0) {
      count++;
      at = Search.indexOf(context, base, search, at + search.length());
    }
    return IntegerValue.of(count);
  }

  private static Value reverse(BuiltinContext context, Value text) {
    return StringValue.of(reversed(context, Operand.string(1, text)));
  }

  private static String reversed(BuiltinContext context, String text) {
    context.allocateText(text.length());
    return new StringBuilder(text).reverse().toString();
  }

  private static Value substring(BuiltinContext context, Value text, Value offset, Value length) {
    var base = Operand.string(1, text);
    var start = Operand.integer(2, offset);
    var size = Operand.integer(3, length);
    if (start < 0) {
      throw BuiltinException.failure("negative offset");
    }
    var total = base.codePointCount(0, base.length());
    if (start >= total) {
      return StringValue.of("");
    }
    var count = size < 0 ? total - start : Math.min(size, total - start);
    if (count == total) {
      return text;
    }
    context.allocateText(count);
    var from = base.offsetByCodePoints(0, (int) start);
    return StringValue.of(base.substring(from, base.offsetByCodePoints(from, (int) count)));
  }
}
