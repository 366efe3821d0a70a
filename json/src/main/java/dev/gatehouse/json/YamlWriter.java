package dev.gatehouse.json;

import java.util.Map;
import java.util.TreeMap;

/** Writes values as YAML, byte for byte as go-yaml's emitter does. */
final class YamlWriter {

  /** A longer key is written with a question mark before it. In bytes. */
  private static final int LONGEST_SIMPLE_KEY = 128;

  private static final String HEX = "0123456789ABCDEF";

  private final YamlStyle style;
  private final StringBuilder out = new StringBuilder(256);
  private int column;
  private int indent = -1;

  /** Whether the last thing written separates what follows. */
  private boolean whitespace = true;

  /** Whether only indentation and indicators of block collections stand on this line so far. */
  private boolean indention = true;

  YamlWriter(YamlStyle style) {
    this.style = style;
  }

  /** Where a node stands. */
  private enum Place {
    ROOT, ITEM, SIMPLE_KEY, LONG_KEY, VALUE
  }

  String write(Value value) {
    node(value, Place.ROOT);
    indent = 0;
    line();
    return out.toString();
  }

  private void node(Value value, Place place) {
    switch (value) {
      case NullValue n -> plain("null", place);
      case BooleanValue b -> plain(b.toString(), place);
      case NumberValue n -> number(n, place);
      case StringValue s -> string(s.value(), place);
      case ArrayValue a -> sequence(a, place);
      case SetValue s -> sequence(s.toArray(), place);
      case ObjectValue o -> mapping(o, place);
    }
  }

  private void plain(String text, Place place) {
    scalar(text, ScalarStyle.PLAIN, place);
  }

  private void number(NumberValue number, Place place) {
    if (style.hasDoubles()) {
      plain(GoFloat.general(number.toDouble()), place);
      return;
    }
    switch (YamlResolver.resolve(number.text())) {
      case YamlResolver.Scalar.Whole w -> plain(w.value().toString(), place);
      case YamlResolver.Scalar.Real r -> plain(GoFloat.general(r.value()), place);
      default -> string(number.text(), place);
    }
  }

  private void sequence(ArrayValue array, Place place) {
    if (array.isEmpty()) {
      indicator("[", true, true, false);
      indicator("]", false, false, false);
      return;
    }
    var outer = indent;
    var inMapping = place == Place.VALUE || place == Place.LONG_KEY;
    if (!(inMapping && !indention && !style.isThird()) || indent < 0) {
      indent = deeper(place, false);
    }
    for (var item : array) {
      line();
      indicator("-", true, false, true);
      node(item, Place.ITEM);
    }
    indent = outer;
  }

  private void mapping(ObjectValue object, Place place) {
    if (object.isEmpty()) {
      indicator("{", true, true, false);
      indicator("}", false, false, false);
      return;
    }
    var outer = indent;
    indent = deeper(place, false);
    for (var entry : entries(object).entrySet()) {
      line();
      var key = entry.getKey();
      if (isSimple(key)) {
        string(key, Place.SIMPLE_KEY);
        indicator(":", false, false, false);
      } else {
        indicator("?", true, false, true);
        string(key, Place.LONG_KEY);
        line();
        indicator(":", true, false, true);
      }
      node(entry.getValue(), Place.VALUE);
    }
    indent = outer;
  }

  private Map<String, Value> entries(ObjectValue object) {
    var entries = new TreeMap<String, Value>(new YamlKeyOrder(style.isThird()));
    for (var i = 0; i < object.size(); i++) {
      var key = object.keyAt(i);
      entries.put(key instanceof StringValue s ? s.value() : Json.write(key), object.valueAt(i));
    }
    return entries;
  }

  private boolean isSimple(String key) {
    return key.chars().noneMatch(YamlScalarForm::isBreak)
        && Utf8.encode(key).length <= LONGEST_SIMPLE_KEY;
  }

  private int deeper(Place place, boolean flow) {
    if (indent < 0) {
      return flow ? style.indent() : 0;
    }
    if (!style.isThird()) {
      return indent + style.indent();
    }
    return place == Place.ITEM
        ? indent + 2
        : style.indent() * ((indent + style.indent()) / style.indent());
  }

  private enum ScalarStyle {
    PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED, LITERAL
  }

  private void string(String text, Place place) {
    var known = Utf8.hasBadBytes(text) ? replaced(text) : text;
    if (known.indexOf('\n') >= 0) {
      scalar(known, ScalarStyle.LITERAL, place);
    } else {
      scalar(known, YamlWords.needQuotes(known) ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN,
          place);
    }
  }

  private static String replaced(String text) {
    return Utf8.decodeReplacing(Utf8.encode(text));
  }

  private void scalar(String text, ScalarStyle wanted, Place place) {
    var form = YamlScalarForm.of(text, style);
    var chosen = wanted;
    if (place == Place.SIMPLE_KEY && form.isMultiline()) {
      chosen = ScalarStyle.DOUBLE_QUOTED;
    }
    if (chosen == ScalarStyle.PLAIN
        && (!form.allowsPlain() || (text.isEmpty() && place == Place.SIMPLE_KEY))) {
      chosen = ScalarStyle.SINGLE_QUOTED;
    }
    if (chosen == ScalarStyle.SINGLE_QUOTED && !form.allowsSingleQuotes()) {
      chosen = ScalarStyle.DOUBLE_QUOTED;
    }
    if (chosen == ScalarStyle.LITERAL && (!form.allowsBlock() || place == Place.SIMPLE_KEY)) {
      chosen = ScalarStyle.DOUBLE_QUOTED;
    }
    var outer = indent;
    indent = deeper(place, true);
    var folds = place != Place.SIMPLE_KEY;
    switch (chosen) {
      case PLAIN -> writePlain(text, folds);
      case SINGLE_QUOTED -> writeSingleQuoted(text, folds);
      case DOUBLE_QUOTED -> writeDoubleQuoted(text, folds);
      case LITERAL -> writeLiteral(text);
    }
    indent = outer;
  }

  private void writePlain(String text, boolean folds) {
    if (!whitespace && (!text.isEmpty() || !style.isThird())) {
      put(' ');
    }
    writeFolding(text, folds, false);
    whitespace = false;
    indention = false;
  }

  private void writeSingleQuoted(String text, boolean folds) {
    indicator("'", true, false, false);
    writeFolding(text, folds, true);
    indicator("'", false, false, false);
    whitespace = false;
    indention = false;
  }

  /** Writes text whose single spaces may become line breaks when the line is full. */
  private void writeFolding(String text, boolean folds, boolean quoted) {
    var spaces = false;
    var breaks = false;
    for (var i = 0; i < text.length();) {
      var c = text.codePointAt(i);
      var next = i + Character.charCount(c);
      if (c == ' ') {
        var inside = !quoted || (i > 0 && i < text.length() - 1);
        var alone = next >= text.length() || text.charAt(next) != ' ';
        if (folds && !spaces && column > style.width() && inside && alone) {
          line();
        } else {
          put(c);
        }
        spaces = true;
      } else if (YamlScalarForm.isBreak(c)) {
        if (!breaks && c == '\n') {
          putBreak();
        }
        putBreak(c);
        indention = true;
        breaks = true;
      } else {
        if (breaks) {
          line();
        }
        if (quoted && c == '\'') {
          put('\'');
        }
        put(c);
        indention = false;
        spaces = false;
        breaks = false;
      }
      i = next;
    }
  }

  private void writeDoubleQuoted(String text, boolean folds) {
    indicator("\"", true, false, false);
    var spaces = false;
    var startsWithMark = text.startsWith("\uFEFF");
    for (var i = 0; i < text.length();) {
      var c = text.codePointAt(i);
      var next = i + Character.charCount(c);
      var plain = YamlScalarForm.isPrintable(c)
          && !YamlScalarForm.isBreak(c)
          && c != '"'
          && c != '\\'
          && !startsWithMark;
      if (!plain) {
        escape(c);
        spaces = false;
      } else if (c == ' ') {
        if (folds && !spaces && column > style.width() && i > 0 && i < text.length() - 1) {
          line();
          if (text.charAt(next) == ' ') {
            put('\\');
          }
        } else {
          put(c);
        }
        spaces = true;
      } else {
        put(c);
        spaces = false;
      }
      i = next;
    }
    indicator("\"", false, false, false);
    whitespace = false;
    indention = false;
  }

  private void escape(int c) {
    put('\\');
    switch (c) {
      case 0 -> put('0');
      case 7 -> put('a');
      case '\b' -> put('b');
      case '\t' -> put('t');
      case '\n' -> put('n');
      case 11 -> put('v');
      case '\f' -> put('f');
      case '\r' -> put('r');
      case 0x1B -> put('e');
      case '"' -> put('"');
      case '\\' -> put('\\');
      case 0x85 -> put('N');
      case 0xA0 -> put('_');
      case 0x2028 -> put('L');
      case 0x2029 -> put('P');
      default -> {
        var digits = c <= 0xFF ? 2 : c <= 0xFFFF ? 4 : 8;
        put(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
        for (var shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
          put(HEX.charAt((c >> shift) & 0xF));
        }
      }
    }
  }

  private void writeLiteral(String text) {
    indicator("|", true, false, false);
    blockHints(text);
    putBreak();
    indention = true;
    whitespace = true;
    var breaks = true;
    for (var i = 0; i < text.length();) {
      var c = text.codePointAt(i);
      if (YamlScalarForm.isBreak(c)) {
        putBreak(c);
        indention = true;
        breaks = true;
      } else {
        if (breaks) {
          line();
        }
        put(c);
        indention = false;
        breaks = false;
      }
      i += Character.charCount(c);
    }
  }

  /** A digit if the first line begins with white space, and a sign for the breaks at the end. */
  private void blockHints(String text) {
    var first = text.charAt(0);
    if (first == ' ' || YamlScalarForm.isBreak(first)) {
      indicator(Integer.toString(style.indent()), false, false, false);
    }
    var last = text.length() - 1;
    if (!YamlScalarForm.isBreak(text.charAt(last))) {
      indicator("-", false, false, false);
    } else if (last == 0 || YamlScalarForm.isBreak(text.charAt(last - 1))) {
      indicator("+", false, false, false);
    }
  }

  private void indicator(String text, boolean needsSpace, boolean isSpace, boolean isIndention) {
    if (needsSpace && !whitespace) {
      put(' ');
    }
    text.chars().forEach(this::put);
    whitespace = isSpace;
    indention &= isIndention;
  }

  /** Goes to the indentation of a new line, unless that is where the text ends already. */
  private void line() {
    var target = Math.max(indent, 0);
    if (!indention || column > target || (column == target && !whitespace)) {
      putBreak();
    }
    while (column < target) {
      put(' ');
    }
    whitespace = true;
    indention = true;
  }

  private void put(int c) {
    out.appendCodePoint(c);
    column++;
  }

  private void putBreak() {
    putBreak('\n');
  }

  private void putBreak(int c) {
    out.appendCodePoint(c);
    column = 0;
  }
}
