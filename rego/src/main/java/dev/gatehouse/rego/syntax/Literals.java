package dev.gatehouse.rego.syntax;

import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The values of number and string literals. */
final class Literals {

  /** OPA's bound on the exponent to base 2, above which numbers cost too much. */
  private static final int MAX_BINARY_EXPONENT = 100_000;

  /** Digits that are surely below the bound on the exponent when there are as many. */
  private static final int MAX_DECIMAL_EXPONENT = 30_103;

  private static final int MAX_DIGITS = 100_000;
  private static final int MAX_LONG_DIGITS = 18;
  private static final BigDecimal TOO_LARGE = new BigDecimal(
      BigInteger.ONE.shiftLeft(MAX_BINARY_EXPONENT));

  private Literals() {}

  /** The number that a literal stands for, or null if it is larger or smaller than allowed. */
  static @Nullable NumberValue number(String text) {
    if (text.length() <= MAX_LONG_DIGITS && isPlainInteger(text)) {
      return IntegerValue.of(Long.parseLong(text));
    }
    if (text.length() > MAX_DIGITS || !hasModestExponent(text)) {
      return null;
    }
    var exact = new BigDecimal(text);
    if (exact.signum() != 0 && !isInRange(exact)) {
      return null;
    }
    if (isPlainInteger(text) && exact.precision() <= MAX_LONG_DIGITS + 1) {
      var integer = exact.toBigIntegerExact();
      if (integer.bitLength() < Long.SIZE) {
        return IntegerValue.of(integer.longValue());
      }
    }
    return DecimalValue.of(text, exact);
  }

  /** Whether the text is what an integer of this value prints: no {@code -0}, no leading zeros. */
  private static boolean isPlainInteger(String text) {
    var digits = text.startsWith("-") ? text.substring(1) : text;
    return !digits.isEmpty()
        && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        && (digits.charAt(0) != '0' || text.equals("0"));
  }

  /** Whether the exponent that is written has so few digits that it can be computed with. */
  private static boolean hasModestExponent(String text) {
    var e = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (e < 0) {
      return true;
    }
    var from = e + 1;
    if (text.charAt(from) == '+' || text.charAt(from) == '-') {
      from++;
    }
    while (from < text.length() - 1 && text.charAt(from) == '0') {
      from++;
    }
    return text.length() - from <= 6;
  }

  /** Whether the exponent that is written is beyond what OPA takes for a number at all. */
  static boolean hasAbsurdExponent(String text) {
    var e = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (e < 0) {
      return false;
    }
    var digits = new BigDecimal(text.substring(e + 1, Math.min(text.length(), e + 1_000)));
    return digits.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0;
  }

  private static boolean isInRange(BigDecimal exact) {
    var digits = (long) exact.precision() - exact.scale();
    if (digits > MAX_DECIMAL_EXPONENT + 1 || digits < -MAX_DECIMAL_EXPONENT) {
      return false;
    }
    return digits <= MAX_DECIMAL_EXPONENT || exact.abs().compareTo(TOO_LARGE) < 0;
  }

  /**
   * The text of a string literal, escapes resolved as JSON does.
   *
   * @param inner the literal without its quotes
   * @return the text, or null if an escape is incomplete or a control character is in the way
   */
  static @Nullable String unescape(String inner) {
    if (inner.indexOf('\\') < 0) {
      return inner;
    }
    var text = new StringBuilder(inner.length());
    for (var i = 0; i < inner.length(); i++) {
      var c = inner.charAt(i);
      if (c < ' ') {
        return null;
      }
      if (c != '\\') {
        text.append(c);
        continue;
      }
      i++;
      switch (inner.charAt(i)) {
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          var unit = hexadecimal(inner, i + 1);
          if (unit < 0) {
            return null;
          }
          i += 4;
          text.append((char) unit);
        }
        default -> text.append(inner.charAt(i));
      }
    }
    return withoutLoneSurrogates(text);
  }

  private static int hexadecimal(String text, int from) {
    if (from + 4 > text.length()) {
      return -1;
    }
    var unit = 0;
    for (var i = from; i < from + 4; i++) {
      var digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }

  /** Replaces each half of a pair that lacks its other half, as OPA does. */
  private static String withoutLoneSurrogates(StringBuilder text) {
    for (var i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i))
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(text.charAt(i))) {
        text.setCharAt(i, '\uFFFD');
      }
    }
    return text.toString();
  }
}
