package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.Quotes;
import dev.gatehouse.rego.builtin.template.Item.Kind;
import java.util.Map;
import java.util.function.LongConsumer;

/** Cuts a template into pieces. It stands at the next piece; after an error there are no more. */
final class Lexer {

  private static final int END = -1;
  private static final String SPACES = " \t\r\n";
  private static final Map<String, Kind> KEYWORDS = Map.ofEntries(
      Map.entry(".", Kind.DOT),
      Map.entry("block", Kind.BLOCK),
      Map.entry("break", Kind.BREAK),
      Map.entry("continue", Kind.CONTINUE),
      Map.entry("define", Kind.DEFINE),
      Map.entry("else", Kind.ELSE),
      Map.entry("end", Kind.END),
      Map.entry("if", Kind.IF),
      Map.entry("range", Kind.RANGE),
      Map.entry("nil", Kind.NIL),
      Map.entry("template", Kind.TEMPLATE),
      Map.entry("with", Kind.WITH),
      Map.entry("true", Kind.BOOL),
      Map.entry("false", Kind.BOOL));

  private final LongConsumer read;
  private String text;
  private int at;
  private int start;
  private int line = 1;
  private int startLine = 1;
  private int open;
  private boolean isInAction;

  /** @param read told the length of each piece, which is kept; it may throw */
  Lexer(String text, LongConsumer read) {
    this.text = text;
    this.read = read;
  }

  Item next() {
    var item = isInAction ? inAction() : outside();
    read.accept(item.text().length());
    return item;
  }

  private Item outside() {
    while (true) {
      var mark = text.indexOf("{{", at);
      if (mark < 0) {
        at = text.length();
        return item(at > start ? Kind.TEXT : Kind.END_OF_TEXT);
      }
      if (mark > at) {
        var trimmed = isTrimmedLeft(mark + 2) ? trimmedEnd(mark) : mark;
        at = trimmed;
        var plain = item(Kind.TEXT);
        at = mark;
        ignore();
        if (!plain.text().isEmpty()) {
          return plain;
        }
      }
      var inner = mark + 2 + (isTrimmedLeft(mark + 2) ? 2 : 0);
      if (!text.startsWith("/*", inner)) {
        at = mark + 2;
        var left = item(Kind.LEFT);
        isInAction = true;
        at = inner;
        ignore();
        open = 0;
        return left;
      }
      at = inner;
      ignore();
      var fault = comment();
      if (!fault.isEmpty()) {
        return error(fault);
      }
    }
  }

  /** Passes a comment. @return what is wrong with it, empty if nothing is */
  private String comment() {
    var end = text.indexOf("*/", at + 2);
    if (end < 0) {
      return "unclosed comment";
    }
    at = end + 2;
    if (!isAtRight()) {
      return "comment ends before closing delimiter";
    }
    right();
    ignore();
    return "";
  }

  private boolean isTrimmedLeft(int position) {
    return position + 1 < text.length()
        && text.charAt(position) == '-'
        && SPACES.indexOf(text.charAt(position + 1)) >= 0;
  }

  private boolean isTrimmedRight(int position) {
    return position >= 0
        && position < text.length()
        && SPACES.indexOf(text.charAt(position)) >= 0
        && text.startsWith("-}}", position + 1);
  }

  private int trimmedEnd(int end) {
    var trimmed = end;
    while (trimmed > start && SPACES.indexOf(text.charAt(trimmed - 1)) >= 0) {
      trimmed--;
    }
    return trimmed;
  }

  private boolean isAtRight() {
    return isTrimmedRight(at) || text.startsWith("}}", at);
  }

  /** Passes the mark that ends an action, and the space after it if it trims. */
  private void right() {
    var trims = isTrimmedRight(at);
    at += trims ? 4 : 2;
    while (trims && at < text.length() && SPACES.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private Item rightMark() {
    if (isTrimmedRight(at)) {
      at += 2;
      ignore();
      at -= 2;
    }
    var trims = isTrimmedRight(at);
    at += trims ? 4 : 2;
    var mark = new Item(Kind.RIGHT, start, "}}", startLine);
    while (trims && at < text.length() && SPACES.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    ignore();
    isInAction = false;
    return mark;
  }

  private Item inAction() {
    if (isAtRight()) {
      return open == 0 ? rightMark() : error("unclosed left paren");
    }
    var c = take();
    return switch (c) {
      case END -> error("unclosed action");
      case ' ', '\t', '\r', '\n' -> space();
      case '=' -> item(Kind.ASSIGN);
      case ':' -> take() == '=' ? item(Kind.DECLARE) : error("expected :=");
      case '|' -> item(Kind.PIPE);
      case '"' -> quoted('"', Kind.STRING, "unterminated quoted string");
      case '\'' -> quoted('\'', Kind.CHARACTER, "unterminated character constant");
      case '`' -> raw();
      case '$' -> isAtTerminator() ? item(Kind.VARIABLE) : word(Kind.VARIABLE);
      case '.' -> {
        if (peek() < '0' || peek() > '9') {
          yield isAtTerminator() ? item(Kind.DOT) : word(Kind.FIELD);
        }
        yield number();
      }
      case '(' -> {
        open++;
        yield item(Kind.OPEN);
      }
      case ')' -> {
        open--;
        yield open < 0 ? error("unexpected right paren") : item(Kind.CLOSE);
      }
      default -> other(c);
    };
  }

  private Item other(int c) {
    if (c == '+' || c == '-' || c >= '0' && c <= '9') {
      return number();
    }
    if (isAlphanumeric(c)) {
      return identifier();
    }
    return c > ' ' && c < 0x7F
        ? item(Kind.CHAR)
        : error("unrecognized character in action: " + described(c));
  }

  private Item space() {
    at--;
    var spaces = 0;
    while (at < text.length() && SPACES.indexOf(text.charAt(at)) >= 0) {
      at++;
      spaces++;
    }
    if (isTrimmedRight(at - 1)) {
      at--;
      if (spaces == 1) {
        return rightMark();
      }
    }
    return item(Kind.SPACE);
  }

  private Item quoted(char mark, Kind kind, String fault) {
    while (true) {
      var c = take();
      if (c == '\\') {
        c = take();
        if (c != END && c != '\n') {
          continue;
        }
      }
      if (c == END || c == '\n') {
        return error(fault);
      }
      if (c == mark) {
        return item(kind);
      }
    }
  }

  private Item raw() {
    var end = text.indexOf('`', at);
    if (end < 0) {
      return error("unterminated raw quoted string");
    }
    at = end + 1;
    return item(Kind.RAW_STRING);
  }

  private Item identifier() {
    var fault = restOfWord();
    if (!fault.isEmpty()) {
      return error(fault);
    }
    return item(KEYWORDS.getOrDefault(text.substring(start, at), Kind.IDENTIFIER));
  }

  private Item word(Kind kind) {
    var fault = restOfWord();
    return fault.isEmpty() ? item(kind) : error(fault);
  }

  private String restOfWord() {
    while (isAlphanumeric(peek())) {
      take();
    }
    return isAtTerminator() ? "" : "bad character " + described(peek());
  }

  private boolean isAtTerminator() {
    var c = peek();
    return c == END || " \t\r\n.,|:)(".indexOf(c) >= 0 || text.startsWith("}}", at);
  }

  private Item number() {
    at = start;
    if (!scanNumber()) {
      return error("bad number syntax: " + Quotes.quote(text.substring(start, at)));
    }
    if (peek() == '+' || peek() == '-') {
      return scanNumber() && text.charAt(at - 1) == 'i'
          ? item(Kind.COMPLEX)
          : error("bad number syntax: " + Quotes.quote(text.substring(start, at)));
    }
    return item(Kind.NUMBER);
  }

  private boolean scanNumber() {
    accept("+-");
    var digits = "0123456789_";
    if (accept("0")) {
      if (accept("xX")) {
        digits = "0123456789abcdefABCDEF_";
      } else if (accept("oO")) {
        digits = "01234567_";
      } else if (accept("bB")) {
        digits = "01_";
      }
    }
    acceptAll(digits);
    if (accept(".")) {
      acceptAll(digits);
    }
    if (digits.startsWith("0123456789_") && accept("eE")
        || digits.contains("f") && accept("pP")) {
      accept("+-");
      acceptAll("0123456789_");
    }
    accept("i");
    if (isAlphanumeric(peek())) {
      take();
      return false;
    }
    return true;
  }

  private boolean accept(String any) {
    if (at < text.length() && any.indexOf(text.charAt(at)) >= 0) {
      at++;
      return true;
    }
    return false;
  }

  private void acceptAll(String any) {
    while (accept(any)) {
      // Each call takes one.
    }
  }

  private int take() {
    if (at >= text.length()) {
      return END;
    }
    var c = text.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private int peek() {
    return at < text.length() ? text.codePointAt(at) : END;
  }

  private Item item(Kind kind) {
    var item = new Item(
        kind, start, kind == Kind.END_OF_TEXT ? "" : text.substring(start, at), startLine);
    ignore();
    return item;
  }

  private void ignore() {
    for (var i = start; i < at; i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    start = at;
    startLine = line;
  }

  private Item error(String reason) {
    var error = new Item(Kind.ERROR, start, reason, startLine);
    text = "";
    at = 0;
    start = 0;
    isInAction = false;
    return error;
  }

  private static boolean isAlphanumeric(int c) {
    return c == '_' || c != END && Character.isLetterOrDigit(c);
  }

  /** As Go's {@code %#U} prints a character. */
  private static String described(int c) {
    var code = String.format("U+%04X", c == END ? 0xFFFD : c);
    return c != END && Quotes.isPrintable(c)
        ? code + " '" + Character.toString(c) + "'"
        : code;
  }
}
