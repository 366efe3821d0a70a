package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.Quotes;

/**
 * A piece of a template's text.
 *
 * @param position where it begins, in UTF-16 units
 * @param line the line, from 1
 */
record Item(Kind kind, int position, String text, int line) {

  /** What a piece is. Those from BLOCK on are keywords. */
  enum Kind {
    ERROR, BOOL, CHAR, CHARACTER, COMPLEX, ASSIGN, DECLARE, END_OF_TEXT, FIELD, IDENTIFIER, LEFT, OPEN, NUMBER, PIPE, RAW_STRING, RIGHT, CLOSE, SPACE, STRING, TEXT, VARIABLE, BLOCK, BREAK, CONTINUE, DOT, DEFINE, ELSE, END, IF, NIL, RANGE, TEMPLATE, WITH
  }

  private static final int SHOWN = 10;

  boolean is(Kind other) {
    return kind == other;
  }

  @Override
  public String toString() {
    if (kind == Kind.END_OF_TEXT) {
      return "EOF";
    }
    if (kind == Kind.ERROR) {
      return text;
    }
    if (kind.compareTo(Kind.BLOCK) >= 0) {
      return "<" + text + ">";
    }
    return text.codePointCount(0, text.length()) > SHOWN
        ? Quotes.quote(text.substring(0, text.offsetByCodePoints(0, SHOWN))) + "..."
        : Quotes.quote(text);
  }
}
