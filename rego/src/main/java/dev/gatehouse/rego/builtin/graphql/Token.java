package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.Quotes;
import java.util.List;

/**
 * A piece of GraphQL text.
 *
 * @param value the text, escapes resolved; for an invalid token what is wrong
 * @param row the line, from 1
 * @param column the character in the line, from 1
 * @param comments the comments right before it
 */
record Token(Kind kind, String value, int row, int column, List<String> comments) {

  /** What a token can be, with the text that messages show. */
  enum Kind {
    INVALID("<Invalid>"), END("<EOF>"), BANG("!"), DOLLAR("$"), AMP("&"), PAREN_LEFT(
        "("), PAREN_RIGHT(")"), SPREAD("..."), COLON(":"), EQUALS("="), AT("@"), BRACKET_LEFT(
            "["), BRACKET_RIGHT("]"), BRACE_LEFT("{"), BRACE_RIGHT("}"), PIPE("|"), NAME(
                "Name"), INT("Int"), FLOAT("Float"), STRING("String"), BLOCK_STRING("BlockString");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isName(String name) {
    return kind == Kind.NAME && value.equals(name);
  }

  @Override
  public String toString() {
    return value.isEmpty() || kind == Kind.INVALID
        ? kind.toString()
        : kind + " " + Quotes.quote(value);
  }
}
