package dev.gatehouse.rego.builtin.glob;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Matches what all of some matchers match. */
record Every(List<Matcher> matchers) implements Matcher {

  /** Without matchers it is of no length; with some it may be of any. */
  @Override
  public int length() {
    return matchers.isEmpty() ? 0 : ANY;
  }

  @Override
  public boolean matches(Search search, String text) {
    for (var matcher : matchers) {
      if (!matcher.matches(search, text)) {
        return false;
      }
    }
    return true;
  }

  /** All of them begin where they are looked for, so that only lengths are to be compared. */
  @Override
  public @Nullable Found find(Search search, String text) {
    List<Integer> common = new ArrayList<>();
    for (var i = 0; i < matchers.size(); i++) {
      var found = matchers.get(i).find(search, text);
      if (found == null) {
        return null;
      }
      if (i == 0) {
        common = new ArrayList<>(found.lengths());
      } else {
        common.retainAll(new java.util.HashSet<>(found.lengths()));
        if (common.isEmpty()) {
          return null;
        }
      }
    }
    return new Found(0, common);
  }
}
