package dev.gatehouse.json;

/** Text that is not valid JSON or YAML, or is beyond a limit: where, and what was expected. */
public final class TextException extends Exception {

  private final int row;
  private final int column;
  private final String reason;
  private final int beginning;
  private final boolean isBeyondLimit;

  /**
   * A fault at a place.
   *
   * @param row the line, from 1
   * @param column the character in the line, from 1
   * @param reason lower case, without the place
   */
  public TextException(int row, int column, String reason) {
    this(row, column, reason, row, false);
  }

  /** A fault in something that begins at an earlier line. */
  TextException(int row, int column, String reason, int beginning) {
    this(row, column, reason, beginning, false);
  }

  private TextException(
      int row, int column, String reason, int beginning, boolean isBeyondLimit) {
    super(reason + " at line " + row + ", column " + column);
    this.row = row;
    this.column = column;
    this.reason = reason;
    this.beginning = beginning;
    this.isBeyondLimit = isBeyondLimit;
  }

  /** The same fault, of what may be valid, but is larger or deeper than is allowed. */
  TextException beyondLimit() {
    return new TextException(row, column, reason, beginning, true);
  }

  /** The line, from 1. */
  public int row() {
    return row;
  }

  /** The character (code point) in the line, from 1. */
  public int column() {
    return column;
  }

  /** What is wrong, without the place, which {@link #getMessage} adds. */
  public String reason() {
    return reason;
  }

  /** The line, from 1, where that begins which could not be read to its end. */
  public int beginning() {
    return beginning;
  }

  /** Whether nothing is wrong so far but that a limit was reached: no other format is to be tried. */
  public boolean isBeyondLimit() {
    return isBeyondLimit;
  }

  /** The same fault in a text that begins further down in a larger one. */
  public TextException below(int rows) {
    return new TextException(row + rows, column, reason, beginning + rows, isBeyondLimit);
  }
}
