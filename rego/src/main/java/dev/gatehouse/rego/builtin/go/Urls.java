package dev.gatehouse.rego.builtin.go;

import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Escapes of Go's {@code net/url}. */
public final class Urls {

  private static final String HEX = "0123456789ABCDEF";

  private Urls() {}

  /** Go's {@code QueryEscape}: a space becomes a plus sign. */
  public static String queryEscape(String text) {
    var out = new StringBuilder();
    for (var b : Utf8.encode(text)) {
      if (isUnreserved(b)) {
        out.append((char) b);
      } else if (b == ' ') {
        out.append('+');
      } else {
        out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
      }
    }
    return out.toString();
  }

  /** Go's {@code QueryUnescape}. @throws IllegalArgumentException with Go's message */
  public static String queryUnescape(String text) {
    return unescape(text, true);
  }

  /**
   * Replaces escapes by their bytes.
   *
   * @param plusIsSpace whether a plus sign stands for a space
   * @throws IllegalArgumentException with Go's message
   */
  public static String unescape(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0)) {
      return text;
    }
    var bytes = Utf8.encode(text);
    var out = new ByteArrayOutputStream(bytes.length);
    for (var i = 0; i < bytes.length; i++) {
      var b = bytes[i];
      if (b == '%') {
        var complete = i + 2 < bytes.length;
        var high = complete ? Character.digit(bytes[i + 1], 16) : -1;
        var low = complete ? Character.digit(bytes[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          var wrong = Arrays.copyOfRange(bytes, i, Math.min(i + 3, bytes.length));
          throw new IllegalArgumentException(
              "invalid URL escape " + Quotes.quote(Utf8.decode(wrong)));
        }
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(plusIsSpace && b == '+' ? ' ' : b);
      }
    }
    return Utf8.decode(out.toByteArray());
  }

  static boolean isUnreserved(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b == '-'
        || b == '_'
        || b == '.'
        || b == '~';
  }
}
