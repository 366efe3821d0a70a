package dev.gatehouse.rego.builtin;

/**
 * Finds a text within another. The JDK's search is fast for what people write, and quadratic for a
 * long part that almost matches everywhere; such parts are found in linear time (Knuth, Morris and
 * Pratt).
 */
final class Search {

  /** Comparisons that the JDK's search may need at worst. */
  private static final long MOST_COMPARISONS = 1 << 24;

  private Search() {}

  /** The first place of the part at or after a place, -1 if there is none; counts what was read. */
  static int indexOf(BuiltinContext context, String text, String part, int from) {
    var found = (long) (text.length() - from) * part.length() <= MOST_COMPARISONS
        ? text.indexOf(part, from)
        : linear(text, part, from);
    var read = (found < 0 ? text.length() : found) - from + part.length();
    context.spend(1 + read / BuiltinContext.TEXT_UNIT);
    return found;
  }

  private static int linear(String text, String part, int from) {
    var borders = borders(part);
    var matched = 0;
    for (var at = from; at < text.length(); at++) {
      while (matched > 0 && part.charAt(matched) != text.charAt(at)) {
        matched = borders[matched - 1];
      }
      if (part.charAt(matched) == text.charAt(at)) {
        matched++;
      }
      if (matched == part.length()) {
        return at - matched + 1;
      }
    }
    return -1;
  }

  /** For each prefix the length of its longest proper prefix that is its suffix as well. */
  private static int[] borders(String part) {
    var borders = new int[part.length()];
    var length = 0;
    for (var i = 1; i < borders.length; i++) {
      while (length > 0 && part.charAt(length) != part.charAt(i)) {
        length = borders[length - 1];
      }
      if (part.charAt(length) == part.charAt(i)) {
        length++;
      }
      borders[i] = length;
    }
    return borders;
  }
}
