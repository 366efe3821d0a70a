package dev.gatehouse.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads the floating-point literals of Go, without infinities and NaN. */
final class NumberText {

  private static final int LONGEST = 1000;
  private static final int LARGEST_EXPONENT = 10_000;

  private final String in;
  private final StringBuilder digits = new StringBuilder();
  private int at;
  private int fraction;

  private NumberText(String in) {
    this.in = in;
  }

  static @Nullable NumberValue parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST || !hasUnderscoresBetweenDigits(text)) {
      return null;
    }
    var value = new NumberText(text.replace("_", "")).value();
    if (value == null || Double.isInfinite(value.doubleValue())) {
      return null;
    }
    var isPlain = value.scale() == 0 && value.toString().equals(text);
    return isPlain ? DecimalValue.of(value.toBigInteger()) : DecimalValue.of(text, value);
  }

  /** An underscore stands after a digit or the prefix, and before a digit. */
  private static boolean hasUnderscoresBetweenDigits(String text) {
    var start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    var hex = text.startsWith("0x", start) || text.startsWith("0X", start);
    var prefix = hex ? start + 1 : -1;
    for (var i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
      var before = i > 0 && (isDigit(text.charAt(i - 1), hex) || i - 1 == prefix);
      if (!before || i + 1 == text.length() || !isDigit(text.charAt(i + 1), hex)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c, boolean hex) {
    return c < 128 && Character.digit(c, hex ? 16 : 10) >= 0;
  }

  private @Nullable BigDecimal value() {
    var negative = take('-', '-');
    if (!negative) {
      take('+', '+');
    }
    var hex = in.startsWith("0x", at) || in.startsWith("0X", at);
    if (hex) {
      at += 2;
    }
    if (!readDigits(hex)) {
      return null;
    }
    var exponent = 0;
    if (hex ? take('p', 'P') : take('e', 'E')) {
      var read = readExponent();
      if (read == null) {
        return null;
      }
      exponent = read;
    } else if (hex) {
      return null;
    }
    if (at < in.length()) {
      return null;
    }
    var whole = new BigInteger(digits.toString(), hex ? 16 : 10);
    var magnitude = hex ? scaled(whole, exponent - 4 * fraction) : decimal(whole, exponent);
    return negative ? magnitude.negate() : magnitude;
  }

  private BigDecimal decimal(BigInteger whole, int exponent) {
    return new BigDecimal(whole, fraction - exponent);
  }

  private static BigDecimal scaled(BigInteger whole, int exponent) {
    return new BigFloat(whole, exponent, false).exact();
  }

  private boolean take(char lower, char upper) {
    if (at < in.length() && (in.charAt(at) == lower || in.charAt(at) == upper)) {
      at++;
      return true;
    }
    return false;
  }

  /** Reads digits with at most one point; false if there is no digit. */
  private boolean readDigits(boolean hex) {
    var point = false;
    for (; at < in.length(); at++) {
      var c = in.charAt(at);
      if (c == '.' && !point) {
        point = true;
      } else if (isDigit(c, hex)) {
        digits.append(c);
        fraction += point ? 1 : 0;
      } else {
        break;
      }
    }
    return !digits.isEmpty();
  }

  private @Nullable Integer readExponent() {
    var negative = take('-', '-');
    if (!negative) {
      take('+', '+');
    }
    var start = at;
    var exponent = 0;
    while (at < in.length() && isDigit(in.charAt(at), false)) {
      exponent = Math.min(exponent * 10 + in.charAt(at++) - '0', LARGEST_EXPONENT + 1);
    }
    if (at == start || exponent > LARGEST_EXPONENT) {
      return null;
    }
    return negative ? -exponent : exponent;
  }
}
