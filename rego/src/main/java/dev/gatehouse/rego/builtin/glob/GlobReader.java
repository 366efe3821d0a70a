package dev.gatehouse.rego.builtin.glob;

import dev.gatehouse.json.Utf8;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Reads a glob into parts. One use each; it stands at the next character. */
final class GlobReader {

  private static final int LONGEST = 10_000;
  private static final int DEEPEST = 100;
  private static final int MOST_PARTS = 1000;
  private static final char REPLACEMENT = '\uFFFD';

  /** The library takes this character for the end of the glob. */
  private static final int END = 0;

  private final int[] glob;
  private final ArrayDeque<Open> open = new ArrayDeque<>();
  private int at;

  private GlobReader(String glob) {
    this.glob = glob.codePoints().toArray();
  }

  /** Choices that are not closed yet: those that are complete, and the parts of the last one. */
  private record Open(List<Part> choices, List<Part> parts) {

    Open() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void next() {
      choices.add(new Part.Sequence(parts));
      parts.clear();
    }
  }

  /** @throws IllegalArgumentException if the glob is malformed, or too long or deep */
  static Part read(String glob) {
    if (glob.indexOf(REPLACEMENT) >= 0 || Utf8.hasBadBytes(glob)) {
      throw new IllegalArgumentException("could not read rune");
    }
    var reader = new GlobReader(glob);
    if (reader.glob.length > LONGEST) {
      throw new IllegalArgumentException("glob is longer than " + LONGEST + " characters");
    }
    reader.open.push(new Open());
    while (reader.at < reader.glob.length && reader.glob[reader.at] != END) {
      reader.item();
    }
    // Choices that are not closed count as if they were.
    while (reader.open.size() > 1) {
      reader.close();
    }
    return new Part.Sequence(reader.open.getFirst().parts());
  }

  private void item() {
    var isChoice = open.size() > 1;
    var c = glob[at];
    if (c == '*') {
      star();
    } else if (c == '?') {
      at++;
      add(Part.Plain.QUESTION);
    } else if (c == '[') {
      at++;
      range();
    } else if (c == '{') {
      at++;
      open();
    } else if (isChoice && c == ',') {
      at++;
      open.getFirst().next();
    } else if (isChoice && c == '}') {
      at++;
      close();
    } else {
      literal(isChoice ? "?*[{}," : "?*[{");
    }
  }

  private void open() {
    if (open.size() > DEEPEST) {
      throw new IllegalArgumentException("glob is nested deeper than " + DEEPEST + " levels");
    }
    open.push(new Open());
  }

  private void add(Part part) {
    var parts = open.getFirst().parts();
    if (parts.size() == MOST_PARTS) {
      throw new IllegalArgumentException("glob has more than " + MOST_PARTS + " parts");
    }
    parts.add(part);
  }

  private void close() {
    var closed = open.pop();
    closed.next();
    add(new Part.Choice(closed.choices()));
  }

  private void star() {
    at++;
    var isDouble = at < glob.length && glob[at] == '*';
    at += isDouble ? 1 : 0;
    add(isDouble ? Part.Plain.STARS : Part.Plain.STAR);
  }

  private void literal(String breakers) {
    var text = text(breakers);
    if (!text.isEmpty()) {
      add(new Part.Literal(text));
    }
  }

  /** Characters up to one of some; a backslash makes the next one stand for itself. */
  private String text(String breakers) {
    var text = new StringBuilder();
    while (at < glob.length) {
      var c = glob[at];
      if (c == '\\' && ++at == glob.length) {
        break;
      }
      if (c == END || glob[at] == END) {
        at++;
        break;
      }
      if (c != '\\' && breakers.indexOf(c) >= 0) {
        break;
      }
      text.appendCodePoint(glob[at++]);
    }
    return text.toString();
  }

  private void range() {
    var not = at < glob.length && glob[at] == '!';
    at += not ? 1 : 0;
    require(at < glob.length && glob[at] != END, "unexpected end of input");
    if (at + 1 < glob.length && glob[at + 1] == '-') {
      bounds(not);
      return;
    }
    var characters = text("]");
    require(at < glob.length, "unexpected end of input");
    require(glob[at++] == ']', "expected close range character");
    require(!characters.isEmpty(), "could not parse range");
    add(new Part.Listed(characters, not));
  }

  private void bounds(boolean not) {
    var low = glob[at];
    at += 2;
    require(at < glob.length, "unexpected end of input");
    var high = glob[at++];
    require(at < glob.length, "unexpected end of input");
    require(glob[at++] == ']', "expected close range character");
    require(high >= low, "hi character '" + Character.toString(high)
        + "' should be greater than lo '" + Character.toString(low) + "'");
    require(low != END, "could not parse range");
    add(new Part.Between(low, high, not));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
