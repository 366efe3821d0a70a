package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.NULL;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.any;
import static dev.gatehouse.rego.types.Type.array;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.glob.Glob;
import java.util.List;

/** The functions on globs, which are compiled and cached. */
final class Globs {

  /** The characters of all globs that are kept. */
  private static final long CACHED = 100_000;
  private static final int OVERHEAD = 50;

  private final BoundedCache<GlobKey, Glob> globs = new BoundedCache<>(CACHED,
      (key, glob) -> OVERHEAD + key.glob.length());

  List<Builtin> rows() {
    return List.of(
        row(
            "glob.match",
            "Whether the glob matches the whole string; a star does not go beyond a delimiter.",
            args(STRING, any(NULL, array(STRING)), STRING).gives(BOOLEAN),
            this::match),
        row(
            "glob.quote_meta",
            "A glob that matches just the string.",
            args(STRING).gives(STRING),
            Globs::quote));
  }

  private Value match(BuiltinContext context, Value glob, Value delimiters, Value text) {
    var key = new GlobKey(Operand.string(1, glob), delimiters(delimiters));
    var base = Operand.string(3, text);
    try {
      var compiled = globs.get(key, each -> each.compile(context));
      return BooleanValue.of(compiled.matches(base, context::spend));
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  /** Null stands for no delimiters, an empty array for the dot. */
  private static String delimiters(Value value) {
    if (value instanceof NullValue) {
      return "";
    }
    if (!(value instanceof ArrayValue array)) {
      throw Operand.wrongOf(2, value, List.of("array", "null"));
    }
    var all = new StringBuilder();
    for (var item : array) {
      if (!(item instanceof StringValue s)) {
        throw Operand.wrongElement(2, array, item, "string");
      }
      if (s.value().codePointCount(0, s.value().length()) != 1) {
        throw Operand.wrongElement(2, array, item, "rune");
      }
      all.append(s.value());
    }
    return all.isEmpty() ? "." : all.toString();
  }

  private static Value quote(BuiltinContext context, Value value) {
    var text = Operand.string(1, value);
    context.allocateText(2L * text.length());
    var quoted = new StringBuilder();
    for (var c : text.toCharArray()) {
      if ("*?\\[]{}".indexOf(c) >= 0) {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return StringValue.of(quoted.toString());
  }

  /** What a compiled glob is remembered by. */
  private record GlobKey(String glob, String delimiters) {

    Glob compile(BuiltinContext context) {
      return Glob.compile(glob, delimiters, context::spend);
    }
  }
}
