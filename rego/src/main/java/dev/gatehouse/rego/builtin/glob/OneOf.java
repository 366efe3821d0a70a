package dev.gatehouse.rego.builtin.glob;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Matches what one of some matchers matches. */
record OneOf(List<Matcher> matchers) implements Matcher {

  @Override
  public int length() {
    var length = matchers.getFirst().length();
    for (var matcher : matchers.subList(1, matchers.size())) {
      if (length == ANY) {
        length = matcher.length();
      } else if (matcher.length() != length) {
        return ANY;
      }
    }
    return length;
  }

  @Override
  public boolean matches(Search search, String text) {
    for (var matcher : matchers) {
      if (matcher.matches(search, text)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable Found find(Search search, String text) {
    Found first = null;
    for (var matcher : matchers) {
      var found = matcher.find(search, text);
      if (found != null) {
        first = first == null ? found : first.or(found);
      }
    }
    return first;
  }
}
