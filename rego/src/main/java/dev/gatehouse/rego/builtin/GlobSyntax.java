package dev.gatehouse.rego.builtin;

import com.google.re2j.Pattern;

/** Reads a glob and writes it as a regular expression. One use each; it stands at the next character. */
final class GlobSyntax {

  private static final int LONGEST = 10_000;

  private final int[] glob;
  private final String notDelimiter;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int depth;

  GlobSyntax(String glob, String delimiters) {
    this.glob = glob.codePoints().toArray();
    this.notDelimiter = delimiters.isEmpty() ? "." : "[^" + members(delimiters) + "]";
  }

  /** @throws BuiltinException if the glob is malformed */
  String expression() {
    if (glob.length > LONGEST) {
      throw BuiltinException.failure("glob is longer than " + LONGEST + " characters");
    }
    while (at < glob.length) {
      item();
    }
    // Go's parser takes alternatives that are not closed as if they were.
    return out.append(")".repeat(depth)).toString();
  }

  private void item() {
    var c = glob[at++];
    switch (c) {
      case '*' -> {
        if (at < glob.length && glob[at] == '*') {
          at++;
          out.append(".*");
        } else {
          out.append(notDelimiter).append('*');
        }
      }
      case '?' -> out.append(notDelimiter);
      case '[' -> range();
      case '{' -> {
        depth++;
        out.append("(?:");
      }
      case '\\' -> {
        if (at < glob.length) {
          literal(glob[at++]);
        }
      }
      default -> {
        if (depth > 0 && c == ',') {
          out.append('|');
        } else if (depth > 0 && c == '}') {
          depth--;
          out.append(')');
        } else {
          literal(c);
        }
      }
    }
  }

  private void literal(int c) {
    out.append(Pattern.quote(Character.toString(c)));
  }

  /** {@code [abc]}, {@code [!abc]}, {@code [a-z]}, {@code [!a-z]}. */
  private void range() {
    var not = at < glob.length && glob[at] == '!';
    at += not ? 1 : 0;
    var set = at + 1 < glob.length && glob[at + 1] == '-' ? bounds(glob[at]) : characters();
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
