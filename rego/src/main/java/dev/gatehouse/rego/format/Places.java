package dev.gatehouse.rego.format;

import dev.gatehouse.rego.Location;

/** Rows that are found by looking at the source text of a node. */
final class Places {

  /** Above every row: no comment is before it. */
  static final int NOWHERE = -1;

  private Places() {}

  /** The row in which a node ends. */
  static int endRow(Location node) {
    return node.row() + lineBreaks(node.text());
  }

  /** The row in which a node ends, not counting white space at its end. */
  static int endRowOfContent(Location node, String text) {
    return node.row() + lineBreaks(text.stripTrailing());
  }

  static int lineBreaks(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  /**
   * The row of the bracket that closes the first one in a node.
   *
   * @return the row, or {@link #NOWHERE} if there is none
   */
  static int closingRow(char open, char close, Location node) {
    return closingRow(open, close, node, 0, 0);
  }

  /** The row of the brace that closes the first one after a pair of other brackets. */
  static int closingBraceRowAfter(char open, char close, Location node) {
    var text = node.text();
    var end = closing(open, close, text, 0);
    var skipped = end < 0 ? text : text.substring(0, end);
    var from = text.indexOf(open);
    return closingRow(
        '{', '}', node, end < 0 ? text.length() : end,
        from < 0 ? 0 : lineBreaks(skipped.substring(Math.min(from, skipped.length()))));
  }

  private static int closingRow(char open, char close, Location node, int from, int breaks) {
    var text = node.text();
    var start = text.indexOf(open, from);
    var end = closing(open, close, text, from);
    return end < 0 ? NOWHERE : node.row() + breaks + lineBreaks(text.substring(start, end));
  }

  /** The index of the closing bracket of the first pair, or -1. */
  private static int closing(char open, char close, String text, int from) {
    var start = text.indexOf(open, from);
    if (start < 0) {
      return -1;
    }
    var depth = 1;
    for (var i = start + 1; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == open) {
        depth++;
      } else if (c == close && --depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
