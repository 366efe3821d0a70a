package dev.gatehouse.rego.builtin.glob;

import org.jspecify.annotations.Nullable;

/** Matches one character. */
sealed interface Single extends Matcher {

  /** A question mark: any character but some. */
  record Question(Characters except) implements Single {
    @Override
    public boolean accepts(int character) {
      return !except.contains(character);
    }
  }

  /** One of some, or none of them. */
  record Listed(Characters list, boolean not) implements Single {
    @Override
    public boolean accepts(int character) {
      return list.contains(character) != not;
    }
  }

  /** One between two, or none of them. */
  record Between(int low, int high, boolean not) implements Single {
    @Override
    public boolean accepts(int character) {
      return (character >= low && character <= high) != not;
    }
  }

  boolean accepts(int character);

  @Override
  default int length() {
    return 1;
  }

  /** The library takes the end of a text for a broken character. */
  @Override
  default boolean matches(Search search, String text) {
    return text.isEmpty()
        ? accepts(Bytes.BROKEN)
        : text.length() <= Bytes.width(text, 0) && accepts(Bytes.character(text, 0));
  }

  @Override
  default @Nullable Found find(Search search, String text) {
    search.through(text);
    for (var at = 0; at < text.length(); at += Bytes.width(text, at)) {
      var character = Bytes.character(text, at);
      if (accepts(character)) {
        return Found.of(at, Bytes.size(character));
      }
    }
    return null;
  }
}
