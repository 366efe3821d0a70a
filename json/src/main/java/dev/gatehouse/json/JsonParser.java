package dev.gatehouse.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;

/** Reads one JSON text: recursive descent over its bytes, straight into values. */
final class JsonParser {

  private static final int LONG_DIGITS = 18;

  private final byte[] in;
  private final JsonLimits limits;
  private final boolean strict;
  private final NameCache names = NameCache.SHARED;
  private int at;
  private int depth;

  /** The items of the arrays, and the keys and values of the objects, that are not closed yet. */
  private Value[] open = new Value[64];

  private int openSize;

  JsonParser(byte[] in, JsonLimits limits, boolean strict) {
    this.in = in;
    this.limits = limits;
    this.strict = strict;
  }

  Value parse() throws TextException {
    if (in.length > limits.maxBytes()) {
      throw new TextException(
          1, 1, "text of " + in.length + " bytes, at most " + limits.maxBytes() + " are allowed")
          .beyondLimit();
    }
    skipSpace();
    var value = value();
    skipSpace();
    if (at < in.length) {
      throw unexpected("the end of the text");
    }
    return value;
  }

  /** Whether another value of a stream of values follows; goes to its start. */
  boolean hasMore() {
    skipSpace();
    return at < in.length;
  }

  /** The next value of a stream of values. */
  Value next() throws TextException {
    skipSpace();
    return value();
  }

  /** The position in the text in bytes, from 0. */
  int offset() {
    return at;
  }

  private Value value() throws TextException {
    if (at == in.length) {
      throw unexpected("a value");
    }
    return switch (in[at]) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> StringValue.of(string());
      case 't' -> word("true", BooleanValue.TRUE);
      case 'f' -> word("false", BooleanValue.FALSE);
      case 'n' -> word("null", NullValue.NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw unexpected("a value");
    };
  }

  private Value word(String word, Value value) throws TextException {
    for (var i = 0; i < word.length(); i++) {
      if (at == in.length || in[at] != word.charAt(i)) {
        throw unexpected(word);
      }
      at++;
    }
    return value;
  }

  private Value array() throws TextException {
    enter();
    var start = openSize;
    if (!next(']')) {
      do {
        skipSpace();
        push(value());
      } while (more(']', "',' or ']' after an array's item"));
    }
    depth--;
    var items = Arrays.copyOfRange(open, start, openSize);
    release(start);
    return ArrayValue.owning(items);
  }

  private Value object() throws TextException {
    enter();
    var start = openSize;
    var seen = strict ? new HashSet<Value>() : null;
    if (!next('}')) {
      do {
        skipSpace();
        var key = key();
        if (seen != null && !seen.add(open[openSize - 1])) {
          throw at(key, "key " + open[openSize - 1] + " is there twice in one object");
        }
        if (!next(':')) {
          throw unexpected("':' after a key");
        }
        skipSpace();
        push(value());
      } while (more('}', "',' or '}' after an object's entry"));
    }
    depth--;
    var object = ObjectValue.ofEntries(open, start, openSize);
    release(start);
    return object;
  }

  private void enter() throws TextException {
    if (++depth > limits.maxDepth()) {
      throw at(at,
          "more than " + limits.maxDepth() + " arrays and objects within each other").beyondLimit();
    }
    at++;
  }

  /** Reads a key onto the stack; its position in the text. */
  private int key() throws TextException {
    if (at == in.length || in[at] != '"') {
      throw unexpected("a key in double quotes");
    }
    var start = at + 1;
    var end = start;
    var hash = 0;
    while (end < in.length && isPlain(in[end])) {
      hash = 31 * hash + in[end++];
    }
    var cacheable = end - start <= Math.min(NameCache.LONGEST_NAME, limits.maxStringLength());
    if (cacheable && end < in.length && in[end] == '"') {
      at = end + 1;
      push(names.get(in, start, end, hash));
    } else {
      push(StringValue.of(string()));
    }
    return start - 1;
  }

  private void push(Value value) {
    if (openSize == open.length) {
      open = Arrays.copyOf(open, openSize * 2);
    }
    open[openSize++] = value;
  }

  private void release(int size) {
    openSize = size;
  }

  /** Takes the character if it comes next after white space. */
  private boolean next(char c) {
    skipSpace();
    if (at < in.length && in[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  /** Whether a comma, and so another entry, comes next; otherwise the end has to. */
  private boolean more(char end, String expected) throws TextException {
    skipSpace();
    if (at < in.length) {
      if (in[at] == ',') {
        at++;
        return true;
      }
      if (in[at] == end) {
        at++;
        return false;
      }
    }
    throw unexpected(expected);
  }

  private void skipSpace() {
    while (at < in.length
        && (in[at] == ' ' || in[at] == '\n' || in[at] == '\t' || in[at] == '\r')) {
      at++;
    }
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\';
  }

  private String string() throws TextException {
    var start = ++at;
    var i = start;
    while (i < in.length && isPlain(in[i])) {
      i++;
    }
    at = i;
    checkStringLength(start);
    if (i < in.length && in[i] == '"') {
      at = i + 1;
      return new String(in, start, i - start, StandardCharsets.ISO_8859_1);
    }
    return richString(start);
  }

  /** The rest of a string that has escapes or other than ASCII characters from {@code at} on. */
  private String richString(int start) throws TextException {
    var text = new StringBuilder(at - start + 32);
    text.append(new String(in, start, at - start, StandardCharsets.ISO_8859_1));
    while (at < in.length) {
      var b = in[at];
      if (b == '"') {
        checkStringLength(start);
        at++;
        return text.toString();
      } else if (b == '\\') {
        escape(text);
      } else if (b >= ' ') {
        text.append((char) b);
        at++;
      } else if (b >= 0) {
        throw at(at, String.format("control character U+%04X in a string, write it \\u%04x", b, b));
      } else {
        var c = Utf8.codePoint(in, at, in.length);
        text.appendCodePoint(c < 0 ? Utf8.REPLACEMENT : c);
        at += c < 0 ? 1 : Utf8.length(c);
      }
    }
    throw unexpected("'\"' at the end of a string");
  }

  private void checkStringLength(int start) throws TextException {
    if (at - start > limits.maxStringLength()) {
      throw at(start, "string longer than " + limits.maxStringLength() + " bytes").beyondLimit();
    }
  }

  private void escape(StringBuilder text) throws TextException {
    at++;
    if (at == in.length) {
      throw unexpected("an escape");
    }
    var plain = "\"\\/bfnrt".indexOf(in[at]);
    if (plain >= 0) {
      text.append("\"\\/\b\f\n\r\t".charAt(plain));
      at++;
    } else if (in[at] == 'u') {
      at++;
      unicode(text);
    } else {
      throw unexpected("one of \"\\/bfnrtu after '\\'");
    }
  }

  private void unicode(StringBuilder text) throws TextException {
    var unit = hex();
    if (Character.isHighSurrogate(unit) && at + 1 < in.length && in[at] == '\\'
        && in[at + 1] == 'u') {
      var afterFirst = at;
      at += 2;
      var second = hex();
      if (Character.isLowSurrogate(second)) {
        text.append(unit).append(second);
        return;
      }
      at = afterFirst;
    }
    text.append(Character.isSurrogate(unit) ? Utf8.REPLACEMENT : unit);
  }

  private char hex() throws TextException {
    var unit = 0;
    for (var i = 0; i < 4; i++) {
      var digit = at < in.length ? Character.digit(in[at], 16) : -1;
      if (digit < 0) {
        throw unexpected("four hexadecimal digits after '\\u'");
      }
      unit = (unit << 4) | digit;
      at++;
    }
    return (char) unit;
  }

  private Value number() throws TextException {
    var start = at;
    var negative = in[at] == '-';
    if (negative) {
      at++;
    }
    var digits = at;
    var value = 0L;
    while (at < in.length && in[at] >= '0' && in[at] <= '9') {
      value = value * 10 + in[at++] - '0';
    }
    if (at == digits) {
      throw unexpected("a digit after '-'");
    }
    if (in[digits] == '0' && at - digits > 1) {
      at = digits + 1;
      throw unexpected("no digit after a leading zero");
    }
    var plain = at == in.length || (in[at] != '.' && in[at] != 'e' && in[at] != 'E');
    var longest = Math.min(LONG_DIGITS, limits.maxNumberLength());
    if (plain && at - digits <= longest && !(negative && value == 0)) {
      return IntegerValue.of(negative ? -value : value);
    }
    return plain ? number(start) : fraction(start);
  }

  private Value fraction(int start) throws TextException {
    if (in[at] == '.') {
      at++;
      digits("a digit after '.'");
    }
    if (at < in.length && (in[at] == 'e' || in[at] == 'E')) {
      at++;
      if (at < in.length && (in[at] == '+' || in[at] == '-')) {
        at++;
      }
      digits("a digit in the exponent");
    }
    return number(start);
  }

  private void digits(String expected) throws TextException {
    var start = at;
    while (at < in.length && in[at] >= '0' && in[at] <= '9') {
      at++;
    }
    if (at == start) {
      throw unexpected(expected);
    }
  }

  /** The number from a start to here, whose form has been checked. */
  private Value number(int start) throws TextException {
    if (at - start > limits.maxNumberLength()) {
      throw at(start, "number longer than " + limits.maxNumberLength() + " characters")
          .beyondLimit();
    }
    var text = new String(in, start, at - start, StandardCharsets.ISO_8859_1);
    var number = Numbers.ofDecimal(text, limits.maxExponent());
    if (number == null) {
      throw at(start, "number with an exponent beyond " + limits.maxExponent()).beyondLimit();
    }
    return number;
  }

  private TextException unexpected(String expected) {
    if (at >= in.length) {
      return at(in.length, "unexpected end of the text, expected " + expected);
    }
    var c = Utf8.codePoint(in, at, in.length);
    var found = c < 0
        ? String.format("byte 0x%02x", in[at] & 0xFF)
        : c < ' ' ? String.format("character U+%04X", c) : "'" + Character.toString(c) + "'";
    return at(at, "unexpected " + found + ", expected " + expected);
  }

  private TextException at(int offset, String reason) {
    var row = 1;
    var column = 1;
    for (var i = 0; i < offset; i++) {
      if (in[i] == '\n') {
        row++;
        column = 1;
      } else if ((in[i] & 0xC0) != 0x80) {
        column++;
      }
    }
    return new TextException(row, column, reason);
  }
}
