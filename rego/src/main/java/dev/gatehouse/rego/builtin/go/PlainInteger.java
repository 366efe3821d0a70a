package dev.gatehouse.rego.builtin.go;

import java.math.BigDecimal;

/** What OPA takes for a machine integer, by its text: {@code 1} or {@code 1.0}, but not {@code 1e0}. */
public final class PlainInteger {

  private static final int LONGEST = 19;

  private PlainInteger() {}

  /** Whether the text is that of an integer of 64 bits. */
  public static boolean matches(String text) {
    var start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    var length = text.length() - start;
    var point = text.indexOf('.');
    var whole = point < 0 ? text.length() : point;
    if (length == 0 || length > LONGEST) {
      return false;
    }
    for (var i = start; i < text.length(); i++) {
      var c = text.charAt(i);
      if (i != point && (c < '0' || c > (i < whole ? '9' : '0'))) {
        return false;
      }
    }
    return length < LONGEST || new BigDecimal(text).toBigInteger().bitLength() < Long.SIZE;
  }

  /** The place in an array that the text stands for, -1 if it can be none. */
  public static int index(String text) {
    if (!matches(text)) {
      return -1;
    }
    var isNegative = text.startsWith("-");
    var index = 0L;
    for (var i = isNegative || text.startsWith("+") ? 1 : 0; i < text.length(); i++) {
      if (text.charAt(i) == '.') {
        break;
      }
      index = 10 * index + text.charAt(i) - '0';
      if (index > Integer.MAX_VALUE || isNegative && index > 0) {
        return -1;
      }
    }
    return (int) index;
  }
}
