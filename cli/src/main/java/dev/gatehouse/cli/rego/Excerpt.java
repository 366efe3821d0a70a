package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.Location;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A line of source with a place in it.
 *
 * @param line without line break
 * @param index the place, in UTF-16 units
 */
record Excerpt(String line, int index) {

  /**
   * The line that a location is in, null where the source is not known; the end of a text is shown as
   * its last visible character.
   */
  static @Nullable Excerpt of(Location location) {
    var text = location.source();
    var rows = 1 + text.chars().filter(c -> c == '\n').count();
    if (text.isEmpty() || location.row() < 1 || location.row() > rows) {
      return null;
    }
    var offset = Math.clamp(location.start(), 0, Math.max(0, text.length() - 1));
    while (offset > 0 && Character.isWhitespace(text.charAt(offset))) {
      offset--;
    }
    var begin = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
    if (offset == 0) {
      begin = 0;
    }
    var end = text.indexOf('\n', offset);
    var line = text.substring(Math.min(begin, text.length()), end < 0 ? text.length() : end);
    if (line.endsWith("\r")) {
      line = line.substring(0, line.length() - 1);
    }
    return new Excerpt(line, Math.clamp(offset - begin, 0, line.length()));
  }

  /** The place in bytes of UTF-8. */
  int byteIndex() {
    return line.substring(0, index).getBytes(StandardCharsets.UTF_8).length;
  }

  /** The line and the place in it, as {@code opa} prints them. */
  JsonTree json() {
    return JsonTree.object().with("line", line).with("idx", byteIndex());
  }

  /** The line without leading tabs. */
  String trimmed() {
    return line.substring(leadingTabs());
  }

  /** How many spaces put a caret below the place in the trimmed line. */
  int indent() {
    return Math.max(0, byteIndex() - leadingTabs());
  }

  private int leadingTabs() {
    var count = 0;
    while (count < line.length() && line.charAt(count) == '\t') {
      count++;
    }
    return count;
  }
}
