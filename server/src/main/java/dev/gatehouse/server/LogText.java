package dev.gatehouse.server;

/**
 * JSON strings that are safe to show: what steers a terminal or reorders text is escaped, so that a
 * user's name cannot pretend to be another line or another name.
 */
final class LogText {

  private LogText() {}

  static StringBuilder quote(StringBuilder to, String value, int longest) {
    to.append('"');
    var shown = value.length() <= longest ? value.length() : longest;
    for (var i = 0; i < shown; i++) {
      append(to, value, i);
    }
    if (shown < value.length()) {
      to.append("... (").append(value.length()).append(" characters)");
    }
    return to.append('"');
  }

  private static void append(StringBuilder to, String value, int position) {
    var c = value.charAt(position);
    switch (c) {
      case '"' -> to.append("\\\"");
      case '\\' -> to.append("\\\\");
      case '\n' -> to.append("\\n");
      case '\r' -> to.append("\\r");
      case '\t' -> to.append("\\t");
      default -> {
        if (c < 0x7F && c >= 0x20 || isShown(value, position)) {
          to.append(c);
        } else {
          to.append("\\u").append(String.format("%04x", (int) c));
        }
      }
    }
  }

  private static boolean isShown(String value, int position) {
    var c = value.charAt(position);
    if (Character.isSurrogate(c)) {
      var partner = Character.isHighSurrogate(c) ? position + 1 : position - 1;
      return partner >= 0
          && partner < value.length()
          && Character.isSurrogate(value.charAt(partner))
          && Character.isHighSurrogate(c) != Character.isHighSurrogate(value.charAt(partner))
          && isShown(value.codePointAt(Math.min(position, partner)));
    }
    return isShown(c);
  }

  private static boolean isShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE, Character.UNASSIGNED ->
        false;
      default -> true;
    };
  }
}
