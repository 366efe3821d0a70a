package dev.gatehouse.json;

/** Rego's text of a value: what {@code print}, {@code sprintf("%v")} and error messages show. */
final class ValueText {

  private final StringBuilder out = new StringBuilder();

  private ValueText() {}

  static String of(Value value) {
    var text = new ValueText();
    text.append(value);
    return text.out.toString();
  }

  private void append(Value value) {
    switch (value) {
      case NullValue n -> out.append("null");
      case BooleanValue b -> out.append(b.value());
      case NumberValue n -> out.append(n.text());
      case StringValue s -> quote(s.value(), out);
      case ArrayValue a -> {
        out.append('[');
        for (var i = 0; i < a.size(); i++) {
          separate(i);
          append(a.get(i));
        }
        out.append(']');
      }
      case ObjectValue o -> {
        out.append('{');
        for (var i = 0; i < o.size(); i++) {
          separate(i);
          append(o.keyAt(i));
          out.append(": ");
          append(o.valueAt(i));
        }
        out.append('}');
      }
      case SetValue s when s.isEmpty() -> out.append("set()");
      case SetValue s -> {
        out.append('{');
        for (var i = 0; i < s.size(); i++) {
          separate(i);
          append(s.at(i));
        }
        out.append('}');
      }
    }
  }

  private void separate(int position) {
    if (position > 0) {
      out.append(", ");
    }
  }

  /** Quotes as Go's {@code strconv.Quote} does. */
  static String quote(String text) {
    var out = new StringBuilder(text.length() + 2);
    quote(text, out);
    return out.toString();
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    if (isPlain(text)) {
      out.append(text);
    } else {
      text.codePoints().forEach(c -> quote(c, out));
    }
    out.append('"');
  }

  /** Whether every character is printable ASCII that needs no escape. */
  private static boolean isPlain(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static void quote(int c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case 7 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 11 -> out.append("\\v");
      default -> quoteOther(c, out);
    }
  }

  private static void quoteOther(int c, StringBuilder out) {
    if (c >= 0xDC80 && c <= 0xDCFF) {
      out.append("\\x").append(String.format("%02x", c & 0xFF));
    } else if (isPrintable(c)) {
      out.appendCodePoint(c);
    } else if (c < 0x80) {
      out.append("\\x").append(String.format("%02x", c));
    } else {
      out.append(c > 0xFFFF ? String.format("\\U%08x", c) : String.format("\\u%04x", c));
    }
  }

  /** Go's {@code unicode.IsPrint}: letters, marks, numbers, punctuation, symbols and the ASCII space. */
  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
        false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
