package dev.gatehouse.rego.builtin.go;

import dev.gatehouse.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Reads literals of Go's source text. */
public final class GoLiterals {

  private GoLiterals() {}

  /** The text of a quoted or raw string. @throws IllegalArgumentException if it is malformed */
  public static String unquote(String literal) {
    var inner = literal.substring(1, literal.length() - 1);
    if (literal.charAt(0) == '`') {
      return inner.replace("\r", "");
    }
    var bytes = new ByteArrayOutputStream();
    for (var at = 0; at < inner.length();) {
      at = character(inner, at, literal.charAt(0), bytes);
    }
    return Utf8.decode(bytes.toByteArray());
  }

  /** The code point of a character in quotes. @throws IllegalArgumentException if it is malformed */
  public static int unquoteCharacter(String literal) {
    var inner = literal.substring(1, literal.length() - 1);
    var bytes = new ByteArrayOutputStream();
    if (inner.isEmpty()) {
      throw new IllegalArgumentException("invalid syntax");
    }
    var isByte = inner.startsWith("\\x") || inner.matches("\\\\[0-7].*");
    if (character(inner, 0, '\'', bytes) != inner.length()) {
      throw new IllegalArgumentException("malformed character constant: " + literal);
    }
    var all = bytes.toByteArray();
    return isByte ? all[0] & 0xFF : Utf8.decode(all).codePointAt(0);
  }

  /** Takes a character or an escape. @return where the next one is */
  private static int character(String text, int at, char quote, ByteArrayOutputStream out) {
    var c = text.codePointAt(at);
    var next = at + Character.charCount(c);
    if (c != '\\') {
      if (c == quote) {
        throw new IllegalArgumentException("invalid syntax");
      }
      out.writeBytes(Utf8.encode(text.substring(at, next)));
      return next;
    }
    var escape = next < text.length() ? text.charAt(next) : 0;
    var plain = "abfnrtv\\".indexOf(escape);
    if (escape != 0 && plain >= 0) {
      out.write("\u0007\b\f\n\r\t\u000b\\".charAt(plain));
      return next + 1;
    }
    if (escape == quote && escape != 0) {
      out.write(escape);
      return next + 1;
    }
    return switch (escape) {
      case 'x' -> numeric(text, next + 1, 2, 16, out);
      case 'u' -> numeric(text, next + 1, 4, 16, out);
      case 'U' -> numeric(text, next + 1, 8, 16, out);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> numeric(text, next, 3, 8, out);
      default -> throw new IllegalArgumentException("invalid syntax");
    };
  }

  private static int numeric(
      String text, int at, int length, int radix, ByteArrayOutputStream out) {
    var value = 0L;
    for (var i = at; i < at + length; i++) {
      var digit = i < text.length() && text.charAt(i) < 0x80
          ? Character.digit(text.charAt(i), radix)
          : -1;
      if (digit < 0) {
        throw new IllegalArgumentException("invalid syntax");
      }
      value = value * radix + digit;
    }
    var isByte = length < 4;
    if (value > (isByte ? 0xFF : Character.MAX_CODE_POINT)
        || !isByte && value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
      throw new IllegalArgumentException("invalid syntax");
    }
    if (isByte) {
      out.write((int) value);
    } else {
      out.writeBytes(Character.toString((int) value).getBytes(StandardCharsets.UTF_8));
    }
    return at + length;
  }
}
