package dev.gatehouse.json;

import java.util.ArrayList;
import java.util.List;

/** Cuts a stream into its documents at lines that begin with {@code ---}, as Kubernetes tools do. */
final class YamlStream {

  private static final String SEPARATOR = "---";

  private YamlStream() {}

  /**
   * The text of one document.
   *
   * @param firstRow the row of its first line in the stream, from 1
   */
  record Part(String text, int firstRow) {}

  static List<Part> split(String stream) throws TextException {
    var parts = new ArrayList<Part>();
    var start = 0;
    var firstRow = 1;
    var row = 1;
    for (var line = 0; line < stream.length(); row++) {
      var end = stream.indexOf('\n', line);
      var next = end < 0 ? stream.length() : end + 1;
      if (stream.startsWith(SEPARATOR, line)) {
        var rest = stream.substring(line + SEPARATOR.length(), next).strip();
        if (!rest.isEmpty() && rest.charAt(0) != '#') {
          throw new TextException(
              row, SEPARATOR.length() + 1,
              "only a comment may follow '---', found: " + brief(rest));
        }
        add(parts, stream.substring(start, line), firstRow);
        start = next;
        firstRow = row + 1;
      }
      line = next;
    }
    add(parts, stream.substring(start), firstRow);
    return parts;
  }

  private static String brief(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static void add(List<Part> parts, String text, int firstRow) {
    if (!text.isBlank()) {
      parts.add(new Part(text, firstRow));
    }
  }
}
