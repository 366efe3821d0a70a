package dev.gatehouse.json;

/** Texts that need quotes because without them they would stand for something else. */
final class YamlWords {

  private YamlWords() {}

  static boolean needQuotes(String text) {
    return !(YamlResolver.resolve(text) instanceof YamlResolver.Scalar.Text) || isBase60(text);
  }

  /** A number in base 60, such as {@code 1:30}, which other readers of YAML 1.1 know. */
  private static boolean isBase60(String text) {
    var at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (at == text.length() || !isDigit(text.charAt(at)) || text.indexOf(':') < 0) {
      return false;
    }
    while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    var groups = 0;
    while (at < text.length() && text.charAt(at) == ':') {
      var end = at + 1;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      var digits = end - at - 1;
      if (digits < 1 || digits > 2 || (digits == 2 && text.charAt(at + 1) > '5')) {
        return false;
      }
      at = end;
      groups++;
    }
    if (groups > 0 && at < text.length() && text.charAt(at) == '.') {
      at++;
      while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '_')) {
        at++;
      }
    }
    return groups > 0 && at == text.length();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
