package dev.gatehouse.rego.builtin;

import com.google.re2j.Pattern;
import java.util.ArrayDeque;

/** Reads a glob and writes it as a regular expression. One use each; it stands at the next character. */
final class GlobSyntax {

  private static final int LONGEST = 10_000;

  private final int[] glob;
  private final String notDelimiter;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int depth;
  private final ArrayDeque<Alternatives> open = new ArrayDeque<>();

  GlobSyntax(String glob, String delimiters) {
    this.glob = glob.codePoints().toArray();
    this.notDelimiter = delimiters.isEmpty() ? "." : "[^" + members(delimiters) + "]";
  }

  /** @throws BuiltinException if the glob is malformed */
  String expression() {
    if (glob.length > LONGEST) {
      throw BuiltinException.failure("glob is longer than " + LONGEST + " characters");
    }
    open.push(new Alternatives());
    while (at < glob.length) {
      item();
    }
    // Go's parser takes alternatives that are not closed as if they were.
    out.append(")".repeat(depth));
    while (depth-- > 0) {
      close();
    }
    return open.getFirst().isSingle() ? "(?:" + out + ")?" : out.toString();
  }

  /**
   * Whether alternatives, or the glob itself, may be a single character that is not a certain one.
   * Go's library takes the end of the text for such a character, if nothing else is wanted.
   */
  private static final class Alternatives {

    private int items;
    private boolean last;
    private boolean earlier;

    void add(boolean isSingle) {
      items++;
      last = isSingle;
    }

    void next() {
      earlier = isSingle();
      items = 0;
    }

    boolean isSingle() {
      return earlier || items == 1 && last;
    }
  }

  private void close() {
    var closed = open.pop();
    open.getFirst().add(closed.isSingle());
  }

  private void item() {
    var c = glob[at++];
    switch (c) {
      case '*' -> star();
      case '?' -> {
        open.getFirst().add(true);
        out.append(notDelimiter);
      }
      case '[' -> range();
      case '{' -> {
        depth++;
        open.push(new Alternatives());
        out.append("(?:");
      }
      case '\\' -> {
        if (at < glob.length) {
          literal(glob[at++]);
        }
      }
      default -> {
        if (depth > 0 && c == ',') {
          open.getFirst().next();
          out.append('|');
        } else if (depth > 0 && c == '}') {
          depth--;
          close();
          out.append(')');
        } else {
          literal(c);
        }
      }
    }
  }

  private void star() {
    open.getFirst().add(false);
    if (at < glob.length && glob[at] == '*') {
      at++;
      out.append(".*");
    } else {
      out.append(notDelimiter).append('*');
    }
  }

  private void literal(int c) {
    open.getFirst().add(false);
    out.append(Pattern.quote(Character.toString(c)));
  }

  /** {@code [abc]}, {@code [!abc]}, {@code [a-z]}, {@code [!a-z]}. */
  private void range() {
    var not = at < glob.length && glob[at] == '!';
    at += not ? 1 : 0;
    var set = at + 1 < glob.length && glob[at + 1] == '-' ? bounds(glob[at]) : characters();
    open.getFirst().add(not);
    out.append(not ? "[^" : "[").append(set).append(']');
  }

  private String bounds(int low) {
    at += 2;
    if (at >= glob.length) {
      throw BuiltinException.failure("unexpected end of input");
    }
    var high = glob[at++];
    if (at >= glob.length) {
      throw BuiltinException.failure("unexpected end of input");
    }
    if (glob[at++] != ']') {
      throw BuiltinException.failure("expected close range character");
    }
    if (high < low) {
      throw BuiltinException.failure(
          "hi character '"
              + Character.toString(high)
              + "' should be greater than lo '"
              + Character.toString(low)
              + "'");
    }
    return member(low) + "-" + member(high);
  }

  private String characters() {
    var set = new StringBuilder();
    while (at < glob.length && glob[at] != ']') {
      if (glob[at] == '\\') {
        at++;
        if (at == glob.length) {
          break;
        }
      }
      set.append(member(glob[at++]));
    }
    if (at == glob.length) {
      throw BuiltinException.failure("unexpected end of input");
    }
    at++;
    if (set.isEmpty()) {
      throw BuiltinException.failure("could not parse range");
    }
    return set.toString();
  }

  private static String members(String characters) {
    var set = new StringBuilder();
    characters.codePoints().forEach(c -> set.append(member(c)));
    return set.toString();
  }

  private static String member(int c) {
    return "\\x{" + Integer.toHexString(c) + "}";
  }
}
