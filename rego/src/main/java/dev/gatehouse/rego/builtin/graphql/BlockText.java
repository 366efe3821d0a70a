package dev.gatehouse.rego.builtin.graphql;

import java.util.List;

/** The value of a block string: without common indent and without blank lines around it. */
final class BlockText {

  private BlockText() {}

  static String of(String raw) {
    var lines = raw.split("\n", -1);
    var indent = Integer.MAX_VALUE;
    for (var line : lines) {
      indent = Math.min(indent, indent(line));
    }
    if (indent < Integer.MAX_VALUE) {
      for (var i = 1; i < lines.length; i++) {
        lines[i] = lines[i].substring(Math.min(indent, lines[i].length()));
      }
    }
    var start = 0;
    var end = lines.length;
    while (start < end && isBlank(lines[start])) {
      start++;
    }
    while (start < end && isBlank(lines[end - 1])) {
      end--;
    }
    return String.join("\n", List.of(lines).subList(start, end));
  }

  private static boolean isBlank(String line) {
    return indent(line) == Integer.MAX_VALUE;
  }

  private static int indent(String line) {
    for (var i = 0; i < line.length(); i++) {
      if (line.charAt(i) != ' ' && line.charAt(i) != '\t') {
        return i;
      }
    }
    return Integer.MAX_VALUE;
  }
}
