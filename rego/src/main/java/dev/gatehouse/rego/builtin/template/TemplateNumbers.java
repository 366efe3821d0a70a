package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.Quotes;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of templates: Go's literals, without complex ones. */
final class TemplateNumbers {

  private TemplateNumbers() {}

  /** A {@link Long} or {@link Double}. @throws IllegalArgumentException if it is none */
  static Object parse(String text) {
    var whole = whole(text);
    var isReal = isReal(text);
    if (whole != null && !isReal) {
      if (whole.bitLength() >= Long.SIZE) {
        throw new IllegalArgumentException(
            whole.signum() > 0 && whole.bitLength() == Long.SIZE
                ? text + " overflows int"
                : "integer overflow: " + Quotes.quote(text));
      }
      return whole.longValueExact();
    }
    try {
      return Double.parseDouble(text.replace("_", ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("illegal number syntax: " + Quotes.quote(text), e);
    }
  }

  private static boolean isReal(String text) {
    var isHexadecimal = text.matches("[+-]?0[xX].*");
    return text.chars().anyMatch(c -> (isHexadecimal ? ".pP" : ".eEpP").indexOf(c) >= 0);
  }

  private static @Nullable BigInteger whole(String text) {
    var isNegative = text.startsWith("-");
    var digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    var radix = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      radix = switch (digits.charAt(1)) {
        case 'x', 'X' -> 16;
        case 'b', 'B' -> 2;
        default -> 8;
      };
      digits = digits.substring(radix == 8 && "oO".indexOf(digits.charAt(1)) < 0 ? 1 : 2);
    }
    try {
      var value = new BigInteger(digits.replace("_", ""), radix);
      return isNegative ? value.negate() : value;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
