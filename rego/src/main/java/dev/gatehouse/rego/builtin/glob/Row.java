package dev.gatehouse.rego.builtin.glob;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Matchers of fixed lengths, one after the other.
 *
 * @param length of all of them together, in characters; where it is found it counts as bytes
 */
record Row(int length, List<Matcher> matchers) implements Matcher {

  static Row of(List<Matcher> matchers) {
    return new Row(
        matchers.stream().mapToInt(Matcher::length).sum(), List.copyOf(matchers));
  }

  @Override
  public boolean matches(Search search, String text) {
    search.through(text);
    return Bytes.count(text) == length && startsAt(search, text, 0);
  }

  @Override
  public @Nullable Found find(Search search, String text) {
    for (var at = 0; at < text.length(); at += Bytes.width(text, at)) {
      if (text.length() - at < length) {
        return null;
      }
      if (startsAt(search, text, at)) {
        return Found.of(at, length);
      }
    }
    return null;
  }

  private boolean startsAt(Search search, String text, int from) {
    var at = from;
    for (var matcher : matchers) {
      var wanted = matcher.length();
      var count = 0;
      var last = 0;
      for (var next = at; next < text.length(); next += Bytes.width(text, next)) {
        last = next - at;
        if (++count == wanted) {
          break;
        }
      }
      search.work().accept(1 + count);
      if (count < wanted || !matcher.matches(search, text.substring(at, at + last + 1))) {
        return false;
      }
      at += last + 1;
    }
    return true;
  }
}
