package dev.gatehouse.rego.builtin.glob;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one matcher of neighbours. */
final class Glue {

  private Glue() {}

  /** One matcher for all of some, null if there is none. */
  static @Nullable Matcher of(List<Matcher> matchers) {
    if (matchers.size() < 2) {
      return null;
    }
    var every = every(matchers);
    if (every != null) {
      return every;
    }
    return matchers.stream().allMatch(matcher -> matcher.length() != Matcher.ANY)
        ? Row.of(matchers)
        : null;
  }

  /** Stars and question marks of the same characters say how many characters there are, and which. */
  private static @Nullable Matcher every(List<Matcher> matchers) {
    var characters = excluded(matchers.getFirst());
    if (characters == null) {
      return null;
    }
    var all = 0;
    var without = 0;
    for (var matcher : matchers) {
      if (!characters.equals(excluded(matcher))) {
        return null;
      }
      all += matcher instanceof Simple.All ? 1 : 0;
      without += matcher instanceof Simple.Without ? 1 : 0;
    }
    var singles = matchers.size() - all - without;
    if (all == matchers.size()) {
      return new Simple.All();
    }
    if (without == matchers.size()) {
      return new Simple.Without(characters);
    }
    if (singles < matchers.size() && singles > 0 && characters.text().isEmpty()) {
      return new Simple.AtLeast(singles);
    }
    return limited(characters, singles, singles == matchers.size());
  }

  private static Every limited(Characters characters, int singles, boolean isExact) {
    var limits = new ArrayList<Matcher>();
    if (singles > 0) {
      limits.add(new Simple.AtLeast(singles));
      if (isExact) {
        limits.add(new Simple.AtMost(singles));
      }
    }
    if (!characters.text().isEmpty()) {
      limits.add(new Simple.NotContaining(Bytes.of(characters.text())));
    }
    return new Every(limits);
  }

  /** What a star or a question mark does not match, null if it is something else. */
  private static @Nullable Characters excluded(Matcher matcher) {
    return switch (matcher) {
      case Simple.All all -> Characters.of("");
      case Simple.Without(var characters) -> characters;
      case Single.Question(var except) -> except;
      case Single.Listed(var list, var not) when not -> list;
      default -> null;
    };
  }
}
