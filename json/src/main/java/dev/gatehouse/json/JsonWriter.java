package dev.gatehouse.json;

import java.util.TreeMap;

/** Writes one value as JSON text with the escapes of Go's encoding/json. */
final class JsonWriter {

  private static final String HEX = "0123456789abcdef";

  private final JsonStyle style;
  private final StringBuilder out = new StringBuilder(256);
  private int depth;

  JsonWriter(JsonStyle style) {
    this.style = style;
  }

  String write(Value value) {
    append(value);
    return out.toString();
  }

  private void append(Value value) {
    switch (value) {
      case NullValue n -> out.append("null");
      case BooleanValue b -> out.append(b.value());
      case IntegerValue i -> out.append(i.value());
      case DecimalValue d -> out.append(d.text());
      case StringValue s -> quote(s.value());
      case ArrayValue a -> {
        begin('[');
        for (var i = 0; i < a.size(); i++) {
          separate(i);
          append(a.get(i));
        }
        end(']', a.isEmpty());
      }
      case SetValue s -> {
        begin('[');
        for (var i = 0; i < s.size(); i++) {
          separate(i);
          append(s.at(i));
        }
        end(']', s.isEmpty());
      }
      case ObjectValue o -> {
        begin('{');
        if (hasOnlyStringKeys(o)) {
          for (var i = 0; i < o.size(); i++) {
            entry(i, ((StringValue) o.keyAt(i)).value(), o.valueAt(i));
          }
        } else {
          entriesByText(o);
        }
        end('}', o.isEmpty());
      }
    }
  }

  private static boolean hasOnlyStringKeys(ObjectValue object) {
    // Strings come before composite keys and after the other scalars.
    return object.isEmpty()
        || (object.keyAt(0) instanceof StringValue
            && object.keyAt(object.size() - 1) instanceof StringValue);
  }

  /** Other keys are written as their JSON text and take their place in the order of texts. */
  private void entriesByText(ObjectValue object) {
    var entries = new TreeMap<String, Value>(StringValue::compareUtf8);
    for (var i = 0; i < object.size(); i++) {
      var key = object.keyAt(i);
      entries.put(
          key instanceof StringValue s ? s.value() : Json.write(key), object.valueAt(i));
    }
    var position = 0;
    for (var entry : entries.entrySet()) {
      entry(position++, entry.getKey(), entry.getValue());
    }
  }

  private void entry(int position, String key, Value value) {
    separate(position);
    quote(key);
    out.append(style.pretty() ? ": " : ":");
    append(value);
  }

  private void begin(char bracket) {
    out.append(bracket);
    depth++;
  }

  private void separate(int position) {
    if (position > 0) {
      out.append(',');
    }
    line();
  }

  private void end(char bracket, boolean empty) {
    depth--;
    if (!empty) {
      line();
    }
    out.append(bracket);
  }

  private void line() {
    if (style.pretty()) {
      out.append('\n').append(style.prefix()).repeat(style.indent(), depth);
    }
  }

  private void quote(String text) {
    out.append('"');
    var start = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (isPlain(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      out.append(text, start, i);
      escape(c);
      start = i + 1;
    }
    out.append(text, start, text.length()).append('"');
  }

  private boolean isPlain(char c) {
    if (c < 0x80) {
      return c >= ' '
          && c != '"'
          && c != '\\'
          && !(style.escapeHtml() && (c == '<' || c == '>' || c == '&'));
    }
    return c != 0x2028 && c != 0x2029 && !Character.isSurrogate(c);
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> escapeHex(Character.isSurrogate(c) ? Utf8.REPLACEMENT : c);
    }
  }

  private void escapeHex(char c) {
    out.append("\\u");
    for (var shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xF));
    }
  }
}
