package dev.gatehouse.rego.builtin.glob;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Matches by looking for a text or for characters. */
sealed interface Simple extends Matcher {

  /** The text itself. */
  record Exact(String bytes) implements Simple {
    @Override
    public int length() {
      return Bytes.count(bytes);
    }

    @Override
    public boolean matches(Search search, String text) {
      return bytes.equals(text);
    }

    @Override
    public @Nullable Found find(Search search, String text) {
      search.through(text);
      var at = text.indexOf(bytes);
      return at < 0 ? null : Found.of(at, bytes.length());
    }
  }

  /** The empty text. */
  record Nothing() implements Simple {
    @Override
    public int length() {
      return 0;
    }

    @Override
    public boolean matches(Search search, String text) {
      return text.isEmpty();
    }

    @Override
    public Found find(Search search, String text) {
      return Found.of(0, 0);
    }
  }

  /** Any text. */
  record All() implements Simple {
    @Override
    public boolean matches(Search search, String text) {
      return true;
    }

    @Override
    public Found find(Search search, String text) {
      return before(text.length(), search, text);
    }
  }

  /** Any text without some characters. */
  record Without(Characters characters) implements Simple {
    @Override
    public boolean matches(Search search, String text) {
      search.through(text);
      return characters.indexIn(text) < 0;
    }

    @Override
    public Found find(Search search, String text) {
      return before(characters.indexIn(text), search, text);
    }
  }

  /** Any text that contains another one. */
  record Containing(String bytes) implements Simple {
    @Override
    public boolean matches(Search search, String text) {
      search.through(text);
      return text.contains(bytes);
    }

    @Override
    public @Nullable Found find(Search search, String text) {
      search.all(text);
      var at = text.indexOf(bytes);
      var end = at + bytes.length();
      return at < 0 ? null : new Found(0, starts(text.substring(end), end));
    }
  }

  /** Any text that does not contain another one. */
  record NotContaining(String bytes) implements Simple {
    @Override
    public boolean matches(Search search, String text) {
      search.through(text);
      return !text.contains(bytes);
    }

    @Override
    public Found find(Search search, String text) {
      return before(text.indexOf(bytes), search, text);
    }
  }

  /** Texts of at least so many characters. */
  record AtLeast(int limit) implements Simple {
    @Override
    public boolean matches(Search search, String text) {
      search.through(text);
      return Bytes.count(text) >= limit;
    }

    @Override
    public @Nullable Found find(Search search, String text) {
      search.all(text);
      var ends = ends(text, 0);
      return ends.size() < limit || text.length() - limit + 1 <= 0
          ? null
          : new Found(0, ends.subList(limit - 1, ends.size()));
    }
  }

  /** Texts of at most so many characters. */
  record AtMost(int limit) implements Simple {
    @Override
    public boolean matches(Search search, String text) {
      search.through(text);
      return Bytes.count(text) <= limit;
    }

    @Override
    public Found find(Search search, String text) {
      search.all(text);
      var ends = new ArrayList<Integer>();
      ends.add(0);
      ends.addAll(ends(text, 0));
      return new Found(0, ends.subList(0, Math.min(ends.size(), limit + 1)));
    }
  }

  /** Any text that begins so. */
  record Beginning(String prefix) implements Simple {
    @Override
    public boolean matches(Search search, String text) {
      return text.startsWith(prefix);
    }

    @Override
    public @Nullable Found find(Search search, String text) {
      return begun(prefix, new Characters("", List.of()), search, text);
    }
  }

  /** Any text that begins so and goes on without some characters. */
  record BeginningWithout(String prefix, Characters characters) implements Simple {
    @Override
    public boolean matches(Search search, String text) {
      search.through(text);
      return text.startsWith(prefix) && characters.indexIn(text.substring(prefix.length())) < 0;
    }

    @Override
    public @Nullable Found find(Search search, String text) {
      return begun(prefix, characters, search, text);
    }
  }

  /** Any text that ends so. */
  record Ending(String suffix) implements Simple {
    @Override
    public boolean matches(Search search, String text) {
      return text.endsWith(suffix);
    }

    @Override
    public @Nullable Found find(Search search, String text) {
      search.through(text);
      var at = text.indexOf(suffix);
      return at < 0 ? null : Found.of(0, at + suffix.length());
    }
  }

  /** Any text that ends so and has none of some characters before it. */
  record EndingWithout(String suffix, Characters characters) implements Simple {
    @Override
    public boolean matches(Search search, String text) {
      search.through(text);
      return text.endsWith(suffix)
          && characters.indexIn(text.substring(0, text.length() - suffix.length())) < 0;
    }

    @Override
    public @Nullable Found find(Search search, String text) {
      search.through(text);
      var at = text.indexOf(suffix);
      if (at < 0) {
        return null;
      }
      var start = characters.lastIndexIn(text.substring(0, at)) + 1;
      return Found.of(start, at + suffix.length() - start);
    }
  }

  /** Any text that begins and ends so; the two may overlap. */
  record Enclosed(String prefix, String suffix) implements Simple {
    @Override
    public boolean matches(Search search, String text) {
      return text.startsWith(prefix) && text.endsWith(suffix);
    }

    @Override
    public @Nullable Found find(Search search, String text) {
      search.all(text);
      var at = text.indexOf(prefix);
      if (at < 0) {
        return null;
      }
      var rest = text.substring(at);
      var lengths = new ArrayList<Integer>();
      for (var end = rest.lastIndexOf(suffix); end >= 0;) {
        lengths.addFirst(end + suffix.length());
        end = end < suffix.length() ? -1 : rest.lastIndexOf(suffix, end - suffix.length());
      }
      return lengths.isEmpty() ? null : new Found(at, lengths);
    }
  }

  @Override
  default int length() {
    return ANY;
  }

  /** Where the characters of a text begin, and where it ends. */
  private static List<Integer> starts(String text, int offset) {
    var starts = new ArrayList<Integer>();
    for (var at = 0; at < text.length(); at += Bytes.width(text, at)) {
      starts.add(offset + at);
    }
    starts.add(offset + text.length());
    return starts;
  }

  /** Where the characters of a text end. */
  private static List<Integer> ends(String text, int offset) {
    var ends = new ArrayList<Integer>();
    for (var at = 0; at < text.length(); at += Bytes.width(text, at)) {
      ends.add(offset + at + Bytes.size(Bytes.character(text, at)));
    }
    return ends;
  }

  /** From the beginning to each character before a position, or to each if that is negative. */
  private static Found before(int position, Search search, String text) {
    search.all(text);
    return new Found(0, starts(position < 0 ? text : text.substring(0, position), 0));
  }

  private static @Nullable Found begun(
      String prefix, Characters characters, Search search, String text) {
    search.all(text);
    var at = text.indexOf(prefix);
    if (at < 0) {
      return null;
    }
    var rest = text.substring(at + prefix.length());
    var end = characters.indexIn(rest);
    var lengths = new ArrayList<Integer>();
    lengths.add(prefix.length());
    lengths.addAll(ends(end < 0 ? rest : rest.substring(0, end), prefix.length()));
    return new Found(at, lengths);
  }
}
