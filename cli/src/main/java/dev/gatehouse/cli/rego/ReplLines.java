package dev.gatehouse.cli.rego;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what somebody types; lines go on while a bracket is open, until an empty line. */
final class ReplLines {

  private final BufferedReader in;
  private final boolean interactive;

  ReplLines(BufferedReader in, boolean interactive) {
    this.in = in;
    this.interactive = interactive;
  }

  /** What is typed next, null at the end. */
  @Nullable
  String next() throws IOException {
    prompt("> ");
    var first = in.readLine();
    if (first == null) {
      return null;
    }
    var text = new StringBuilder(first);
    while (isOpen(text)) {
      prompt("| ");
      var line = in.readLine();
      if (line == null || line.isBlank()) {
        break;
      }
      text.append('\n').append(line);
    }
    return text.toString();
  }

  private void prompt(String text) {
    System.out.print(interactive ? text : "");
    System.out.flush();
  }

  /** Whether a bracket or a raw string is open; strings and comments do not count. */
  private static boolean isOpen(CharSequence text) {
    var depth = 0;
    var quote = '\0';
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (quote == '#' ? c == '\n' : quote != '\0' && c == quote) {
        quote = '\0';
      } else if (quote == '"' && c == '\\') {
        i++;
      } else if (quote == '\0') {
        if (c == '"' || c == '`' || c == '#') {
          quote = c;
        } else if (c == '(' || c == '[' || c == '{') {
          depth++;
        } else if (c == ')' || c == ']' || c == '}') {
          depth--;
        }
      }
    }
    return depth > 0 || quote == '`';
  }
}
