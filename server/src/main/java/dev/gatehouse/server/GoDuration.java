package dev.gatehouse.server;

/** Go's text of a duration, such as {@code 10s}, {@code 1m30s} or {@code 2.5s}. */
final class GoDuration {

  private static final int LONGEST_TEXT = 40;

  private GoDuration() {}

  /** The duration in nanoseconds, or -1 if the text is not one or is longer than a day. */
  static long nanos(String text) {
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      return -1;
    }
    var total = 0.0;
    var position = 0;
    while (position < text.length()) {
      var number = position;
      while (position < text.length() && isNumberPart(text.charAt(position))) {
        position++;
      }
      var unit = position;
      while (position < text.length() && !isNumberPart(text.charAt(position))) {
        position++;
      }
      var factor = factor(text.substring(unit, position));
      var value = number(text.substring(number, unit));
      if (factor < 0 || value < 0) {
        return -1;
      }
      total += value * factor;
    }
    return total > 86_400e9 ? -1 : (long) total;
  }

  private static boolean isNumberPart(char c) {
    return c >= '0' && c <= '9' || c == '.';
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static double factor(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "\u00b5s", "\u03bcs" -> 1e3;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      case "h" -> 3600e9;
      default -> -1;
    };
  }
}
