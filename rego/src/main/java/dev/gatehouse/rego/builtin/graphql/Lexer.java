package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.rego.builtin.graphql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts GraphQL text into tokens; an invalid one is the last. It stands at the next character. */
final class Lexer {

  private final int[] text;
  private final List<String> comments = new ArrayList<>();
  private int at;
  private int start;
  private int row = 1;
  private int rowStart;

  Lexer(String text) {
    this.text = text.codePoints().toArray();
  }

  List<Token> tokens() {
    var tokens = new ArrayList<Token>();
    while (tokens.isEmpty() || !isLast(tokens.getLast())) {
      tokens.add(next());
    }
    return tokens;
  }

  private static boolean isLast(Token token) {
    return token.is(Kind.END) || token.is(Kind.INVALID);
  }

  private Token next() {
    skipSpace();
    while (peek() == '#') {
      var begin = at;
      while (peek() > 0x1F || peek() == '\t') {
        at++;
      }
      comments.add(string(begin, at));
      skipSpace();
    }
    start = at;
    if (at == text.length) {
      return token(Kind.END, "");
    }
    var c = text[at++];
    return switch (c) {
      case '!' -> token(Kind.BANG, "");
      case '$' -> token(Kind.DOLLAR, "");
      case '&' -> token(Kind.AMP, "");
      case '(' -> token(Kind.PAREN_LEFT, "");
      case ')' -> token(Kind.PAREN_RIGHT, "");
      case ':' -> token(Kind.COLON, "");
      case '=' -> token(Kind.EQUALS, "");
      case '@' -> token(Kind.AT, "");
      case '[' -> token(Kind.BRACKET_LEFT, "");
      case ']' -> token(Kind.BRACKET_RIGHT, "");
      case '{' -> token(Kind.BRACE_LEFT, "");
      case '}' -> token(Kind.BRACE_RIGHT, "");
      case '|' -> token(Kind.PIPE, "");
      case '"' -> peek() == '"' && peek(1) == '"' ? block() : quoted();
      case '.' -> {
        if (peek() == '.' && peek(1) == '.') {
          at += 2;
          yield token(Kind.SPREAD, "");
        }
        yield unexpected(c);
      }
      default -> {
        if (isNameStart(c)) {
          while (isNameStart(peek()) || isDigit(peek())) {
            at++;
          }
          yield token(Kind.NAME, string(start, at));
        }
        yield c == '-' || isDigit(c) ? number() : unexpected(c);
      }
    };
  }

  private Token unexpected(int c) {
    at--;
    if (c < 0x20) {
      return invalid("Cannot contain the invalid character \"\\u" + hex(c) + "\"");
    }
    return invalid(
        c == '\''
            ? "Unexpected single quote character ('), did you mean to use a double quote (\")?"
            : "Cannot parse the unexpected character \"" + Character.toString(c) + "\".");
  }

  private void skipSpace() {
    while (at < text.length) {
      switch (text[at]) {
        case '\t', ' ', ',', 0xFEFF -> at++;
        case '\n' -> newLine(1);
        case '\r' -> newLine(peek(1) == '\n' ? 2 : 1);
        default -> {
          return;
        }
      }
    }
  }

  private void newLine(int length) {
    at += length;
    row++;
    rowStart = at;
  }

  private Token number() {
    at--;
    var isFloat = false;
    accept("-");
    if (accept("0")) {
      if (isDigit(peek())) {
        return invalid("Invalid number, unexpected digit after 0: " + described() + ".");
      }
    } else if (!digits()) {
      return noDigit();
    }
    if (accept(".")) {
      isFloat = true;
      if (!digits()) {
        return noDigit();
      }
    }
    if (accept("eE")) {
      isFloat = true;
      accept("-+");
      if (!digits()) {
        return noDigit();
      }
    }
    return token(isFloat ? Kind.FLOAT : Kind.INT, string(start, at));
  }

  private Token noDigit() {
    return invalid("Invalid number, expected digit but got: " + described() + ".");
  }

  private String described() {
    return at < text.length ? "\"" + Character.toString(text[at]) + "\"" : "<EOF>";
  }

  private boolean accept(String any) {
    if (at < text.length && any.indexOf(text[at]) >= 0) {
      at++;
      return true;
    }
    return false;
  }

  private boolean digits() {
    var from = at;
    while (isDigit(peek())) {
      at++;
    }
    return at > from;
  }

  private Token quoted() {
    start++;
    var value = new StringBuilder();
    while (at < text.length && text[at] != '\n' && text[at] != '\r') {
      var c = text[at];
      if (c < 0x20 && c != '\t') {
        return invalid("Invalid character within String: \"\\u" + hex(c) + "\".");
      }
      if (c == '"') {
        var token = token(Kind.STRING, value.toString());
        at++;
        return token;
      }
      if (c != '\\') {
        value.appendCodePoint(c);
        at++;
      } else if (!escape(value)) {
        at++;
        var end = Math.min(text.length, peek() == 'u' ? at + 5 : at + 1);
        return invalid(
            at == text.length
                ? "Invalid character escape sequence."
                : "Invalid character escape sequence: \\" + string(at, end) + ".");
      }
    }
    return invalid("Unterminated string.");
  }

  /** Takes an escape; false if it is none. */
  private boolean escape(StringBuilder value) {
    var c = peek(1);
    if (c == 'u') {
      if (at + 6 >= text.length) {
        return false;
      }
      var code = 0;
      for (var i = at + 2; i < at + 6; i++) {
        var digit = text[i] < 0x80 ? Character.digit(text[i], 16) : -1;
        if (digit < 0) {
          return false;
        }
        code = code << 4 | digit;
      }
      value.append(Character.isSurrogate((char) code) ? '\uFFFD' : (char) code);
      at += 6;
      return true;
    }
    var position = "\"/\\bfnrt".indexOf(c);
    if (c == 0 || position < 0) {
      return false;
    }
    value.append("\"/\\\b\f\n\r\t".charAt(position));
    at += 2;
    return true;
  }

  private Token block() {
    start += 3;
    at += 2;
    var value = new StringBuilder();
    while (at < text.length) {
      var c = text[at];
      var quotes = 0;
      while (peek(quotes) == '"') {
        quotes++;
      }
      if (quotes >= 3) {
        var token = token(Kind.BLOCK_STRING, BlockText.of(value + "\"".repeat(quotes - 3)));
        at += quotes;
        return token;
      }
      if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') {
        return invalid("Invalid character within String: \"\\u" + hex(c) + "\".");
      }
      if (c == '\\' && peek(1) == '"' && peek(2) == '"' && peek(3) == '"') {
        value.append("\"\"\"");
        at += 4;
      } else if (c == '\n' || c == '\r') {
        value.append('\n');
        newLine(c == '\r' && peek(1) == '\n' ? 2 : 1);
      } else {
        value.appendCodePoint(c);
        at++;
      }
    }
    return invalid("Unterminated string.");
  }

  private Token token(Kind kind, String value) {
    var token = new Token(kind, value, row, start - rowStart + 1, List.copyOf(comments));
    comments.clear();
    return token;
  }

  private Token invalid(String message) {
    return new Token(Kind.INVALID, message, row, at - rowStart + 1, List.copyOf(comments));
  }

  private int peek() {
    return peek(0);
  }

  private int peek(int ahead) {
    return at + ahead < text.length ? text[at + ahead] : 0;
  }

  private String string(int from, int to) {
    return new String(text, from, to - from);
  }

  private static String hex(int c) {
    return String.format("%04x", c);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(int c) {
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
