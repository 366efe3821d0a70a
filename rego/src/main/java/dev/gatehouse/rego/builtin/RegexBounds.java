package dev.gatehouse.rego.builtin;

import java.util.ArrayDeque;

/**
 * Refuses expressions whose compilation would need much stack or memory, as Go's parser does: groups
 * at most 1000 deep, repetitions within each other at most 1000 times in all. A brace that begins no
 * repetition and is repeated itself is escaped, since the library takes that for a fault.
 */
final class RegexBounds {

  private static final int LONGEST = 100_000;
  private static final int DEEPEST = 1000;
  private static final int MOST_REPETITIONS = 1000;

  private final String expression;
  private final StringBuilder escaped = new StringBuilder();
  private int copied;
  private final ArrayDeque<Integer> outer = new ArrayDeque<>();
  private int at;
  /** How often the last item is repeated, with what is inside it. */
  private int item = 1;
  /** The most repetitions of an item of the group so far. */
  private int most = 1;

  private RegexBounds(String expression) {
    this.expression = expression;
  }

  /** The expression for the library. @throws BuiltinException if it is beyond a bound */
  static String checked(String expression) {
    checkLength(expression);
    var bounds = new RegexBounds(expression);
    bounds.scan();
    return bounds.escaped.append(expression, bounds.copied, expression.length()).toString();
  }

  /** @throws BuiltinException if the expression is too long for the library */
  static void checkLength(CharSequence expression) {
    if (expression.length() > LONGEST) {
      throw refuse("expression too large");
    }
  }

  private void scan() {
    while (at < expression.length()) {
      switch (expression.charAt(at)) {
        case '\\' -> escape();
        case '[' -> characterClass();
        case '(' -> open();
        case ')' -> close();
        case '{' -> repeat();
        case '*', '+', '?' -> at++;
        default -> plain(1);
      }
    }
  }

  private void plain(int length) {
    at += length;
    most = Math.max(most, item);
    item = 1;
  }

  private void open() {
    if (outer.size() >= DEEPEST) {
      throw refuse("expression nests too deeply: `" + expression + "`");
    }
    most = Math.max(most, item);
    outer.push(most);
    most = 1;
    item = 1;
    at++;
  }

  private void close() {
    item = Math.max(most, item);
    most = outer.isEmpty() ? 1 : outer.pop();
    at++;
  }

  private void escape() {
    if (expression.startsWith("\\Q", at)) {
      var end = expression.indexOf("\\E", at);
      plain(end < 0 ? expression.length() - at : end + 2 - at);
    } else if (at + 2 < expression.length()
        && "xpP".indexOf(expression.charAt(at + 1)) >= 0
        && expression.charAt(at + 2) == '{') {
      var end = expression.indexOf('}', at);
      plain(end < 0 ? expression.length() - at : end + 1 - at);
    } else {
      plain(2);
    }
  }

  private void characterClass() {
    var i = at + 1;
    if (i < expression.length() && expression.charAt(i) == '^') {
      i++;
    }
    // A closing bracket that comes first is a member.
    i++;
    while (i < expression.length() && expression.charAt(i) != ']') {
      if (expression.charAt(i) == '\\') {
        i++;
      } else if (expression.startsWith("[:", i)) {
        var end = expression.indexOf(":]", i);
        i = end < 0 ? i : end + 1;
      }
      i++;
    }
    plain(i + 1 - at);
  }

  private void repeat() {
    var end = expression.indexOf('}', at);
    var count = end < 0 ? -1 : count(expression.substring(at + 1, end));
    if (count < 0) {
      escaped.append(expression, copied, at);
      var isRepeated = at + 1 < expression.length()
          && "*+?{".indexOf(expression.charAt(at + 1)) >= 0;
      escaped.append(isRepeated ? "\\{" : "{");
      plain(1);
      copied = at;
      return;
    }
    if ((long) item * Math.max(count, 1) > MOST_REPETITIONS) {
      throw refuse("invalid repeat count: `" + expression.substring(at, end + 1) + "`");
    }
    item *= Math.max(count, 1);
    at = end + 1;
  }

  /** The most repetitions that {@code n}, {@code n,} or {@code n,m} stands for, -1 if it is none. */
  private static int count(String text) {
    var comma = text.indexOf(',');
    var low = number(comma < 0 ? text : text.substring(0, comma));
    var high = comma < 0 || comma == text.length() - 1 ? low : number(text.substring(comma + 1));
    return low < 0 || high < 0 ? -1 : Math.max(low, high);
  }

  private static int number(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return digits.length() > 7 ? Integer.MAX_VALUE / 2 : Integer.parseInt(digits);
  }

  private static BuiltinException refuse(String reason) {
    return BuiltinException.failure("error parsing regexp: " + reason);
  }
}
