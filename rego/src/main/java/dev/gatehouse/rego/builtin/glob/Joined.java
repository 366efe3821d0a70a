package dev.gatehouse.rego.builtin.glob;

import org.jspecify.annotations.Nullable;

/**
 * A matcher between two others: wherever the one in the middle is found, the others are to match what
 * is before it and after it. Nothing is looked for at the very end of a text, nor within other matchers.
 *
 * @param leftLength how many characters the left one matches, {@link #ANY} if not always the same
 * @param rightLength how many characters the right one matches, likewise
 */
record Joined(Matcher middle, @Nullable Matcher left, @Nullable Matcher right, int leftLength,
    int rightLength) implements Matcher {

  static Joined of(Matcher middle, @Nullable Matcher left, @Nullable Matcher right) {
    return new Joined(middle, left, right, left == null ? 0 : left.length(),
        right == null ? 0 : right.length());
  }

  /** The same with other matchers, which have the same lengths. */
  Joined with(@Nullable Matcher newLeft, @Nullable Matcher newRight) {
    return new Joined(middle, newLeft, newRight, leftLength, rightLength);
  }

  @Override
  public int length() {
    return middle.length() == ANY || leftLength == ANY || rightLength == ANY
        ? ANY
        : leftLength + middle.length() + rightLength;
  }

  @Override
  public @Nullable Found find(Search search, String text) {
    return null;
  }

  @Override
  public boolean matches(Search search, String text) {
    if (length() > text.length()) {
      return false;
    }
    var end = text.length() - Math.max(0, rightLength);
    for (var from = Math.max(0, leftLength); from < end;) {
      search.through(text);
      var found = middle.find(search, text.substring(from, end));
      if (found == null) {
        return false;
      }
      var at = from + found.at();
      if (isMatch(left, search, text.substring(0, at)) && goesOn(search, text, at, found)) {
        return true;
      }
      from = at + (at < text.length() ? Bytes.width(text, at) : 0);
    }
    return false;
  }

  private boolean goesOn(Search search, String text, int at, Found found) {
    for (var length : found.lengths().reversed()) {
      var rest = text.substring(Math.min(text.length(), at + length));
      if (isMatch(right, search, rest)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMatch(@Nullable Matcher side, Search search, String text) {
    return side == null ? text.isEmpty() : side.matches(search, text);
  }
}
