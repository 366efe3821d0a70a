package dev.gatehouse.rego.builtin;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A character, any character or a set of characters, once or repeated: an item of the globs of
 * {@code regex.globs_match}.
 *
 * @param characters the characters it stands for, null for any
 */
record GlobItem(@Nullable BitSet characters, Repeat repeat) {

  private static final int LONGEST = 1000;

  /** How often an item may stand. */
  enum Repeat {
    ONCE, PLUS, STAR
  }

  /** Whether some character fits both items. */
  boolean meets(GlobItem other) {
    return characters == null
        || other.characters == null
        || characters.intersects(other.characters);
  }

  /** The items of a glob; neighbours that repeat the same are one. */
  static List<GlobItem> parse(String glob) {
    var reader = new Reader(glob.codePoints().toArray(), glob);
    if (reader.input.length > LONGEST) {
      throw BuiltinException.failure("glob is longer than " + LONGEST + " characters");
    }
    var items = new ArrayList<GlobItem>();
    while (reader.hasNext()) {
      add(items, reader.item());
    }
    return items;
  }

  private static void add(List<GlobItem> items, GlobItem next) {
    if (!items.isEmpty() && next.repeat != Repeat.ONCE) {
      var last = items.getLast();
      if (last.repeat != Repeat.ONCE
          && java.util.Objects.equals(last.characters, next.characters)) {
        var plus = last.repeat == Repeat.PLUS || next.repeat == Repeat.PLUS;
        items.set(items.size() - 1,
            new GlobItem(last.characters, plus ? Repeat.PLUS : Repeat.STAR));
        return;
      }
    }
    items.add(next);
  }

  /** Reads items; it stands at the next character. */
  private static final class Reader {

    private final int[] input;
    private final String text;
    private int at;
    private boolean escaped;

    Reader(int[] input, String text) {
      this.input = input;
      this.text = text;
    }

    boolean hasNext() {
      return at < input.length;
    }

    private int rune() {
      escaped = input[at] == '\\';
      if (escaped) {
        if (at == input.length - 1) {
          throw refuse("input ends with a \\ (escape) character");
        }
        at++;
      }
      return input[at++];
    }

    GlobItem item() {
      var c = rune();
      var set = new BitSet();
      if (!escaped && c == '.') {
        return new GlobItem(null, repeat());
      }
      if (!escaped && c == ']') {
        throw refuse("set-close ']' with no preceding '['");
      }
      if (!escaped && (c == '+' || c == '*')) {
        throw refuse("flag '" + Character.toString(c) + "' must be preceded by a non-flag");
      }
      if (!escaped && c == '[') {
        readSet(set);
      } else {
        set.set(c);
      }
      return new GlobItem(set, repeat());
    }

    private void readSet(BitSet set) {
      var previous = -1;
      while (hasNext()) {
        var c = rune();
        if (!escaped && c == ']') {
          return;
        }
        if (!escaped && c == '-') {
          set.set(previous, range(previous) + 1);
          previous = -1;
        } else {
          set.set(c);
          previous = c;
        }
      }
      throw refuse("found [ without matching ]");
    }

    private int range(int from) {
      if (from < 0) {
        throw refuse("range character '-' must be preceded by a Unicode character");
      }
      if (at >= input.length - 1) {
        throw refuse("range character '-' must be followed by a Unicode character");
      }
      var to = rune();
      if (!escaped && (to == ']' || to == '-')) {
        throw refuse("range character '-' cannot be followed by a special symbol");
      }
      if (to < from) {
        throw refuse(
            "range is out of order: '"
                + Character.toString(to)
                + "' comes before '"
                + Character.toString(from)
                + "' in Unicode");
      }
      return to;
    }

    private Repeat repeat() {
      if (!hasNext() || input[at] != '+' && input[at] != '*') {
        if (hasNext() && input[at] == '\\' && at == input.length - 1) {
          throw refuse("input ends with a \\ (escape) character");
        }
        return Repeat.ONCE;
      }
      return input[at++] == '+' ? Repeat.PLUS : Repeat.STAR;
    }

    private BuiltinException refuse(String reason) {
      return BuiltinException.failure(
          "input:" + text + ", pos:" + at + ", " + reason + ": the input provided is invalid");
    }
  }
}
