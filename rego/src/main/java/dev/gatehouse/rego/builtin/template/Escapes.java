package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.Quotes;

/** Escapes text for scripts. */
final class Escapes {

  private Escapes() {}

  /** A text as it can stand in a string of JavaScript. */
  static String script(String text) {
    var out = new StringBuilder();
    text.codePoints().forEach(c -> {
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\'' -> out.append("\\'");
        case '"' -> out.append("\\\"");
        case '<', '>', '&', '=' -> out.append(String.format("\\u%04X", c));
        default -> {
          if (c >= ' ' && (c < 0x80 || Quotes.isPrintable(c))) {
            out.appendCodePoint(c);
          } else {
            out.append(String.format("\\u%04X", c));
          }
        }
      }
    });
    return out.toString();
  }
}
