package dev.gatehouse.rego;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in source text: where a node starts, and the text it covers.
 *
 * <p>Two locations are equal if they are the same row and column of the same file and cover text of
 * the same length; the text itself is a view of the source and is copied only when asked for.
 */
public final class Location implements Comparable<Location> {

  /** The location of nodes that have no source. */
  public static final Location NONE = new Location("", 0, 0, "");

  private final String file;
  private final int row;
  private final int column;
  private final String source;
  private final int start;
  private final int end;

  /**
   * @param file the name the source was given
   * @param row the line, from 1; 0 where a node was made by the compiler without a source
   * @param column the column, from 1, counted in code points as OPA does
   * @param text the source text of the node that starts here, empty where it is not known
   */
  public Location(String file, int row, int column, String text) {
    this(file, row, column, text, 0, text.length());
  }

  private Location(String file, int row, int column, String source, int start, int end) {
    this.file = file;
    this.row = row;
    this.column = column;
    this.source = source;
    this.start = start;
    this.end = end;
  }

  /** This location's row and column, with other bounds of the text that it covers. */
  public Location covering(int from, int to) {
    return new Location(file, row, column, source, from, Math.max(from, to));
  }

  /** Another row and column of the same source, with this location's bounds of the text. */
  public Location at(int otherRow, int otherColumn) {
    return new Location(file, otherRow, otherColumn, source, start, end);
  }

  /** Another row and column of the same source, with other bounds of the text that it covers. */
  public Location at(int otherRow, int otherColumn, int from, int to) {
    return new Location(file, otherRow, otherColumn, source, from, Math.max(from, to));
  }

  public String file() {
    return file;
  }

  public int row() {
    return row;
  }

  public int column() {
    return column;
  }

  /** The source text that is covered. */
  public String text() {
    return source.substring(start, end);
  }

  /** The whole text that {@link #start} and {@link #end} are places in, as far as it is known. */
  public String source() {
    return source;
  }

  /** Where the covered text starts in the source, in UTF-16 units. */
  public int start() {
    return start;
  }

  /** Where the covered text ends in the source, in UTF-16 units, exclusive. */
  public int end() {
    return end;
  }

  /** By file, row, column. */
  @Override
  public int compareTo(Location other) {
    var order = file.compareTo(other.file);
    if (order == 0) {
      order = Integer.compare(row, other.row);
    }
    return order != 0 ? order : Integer.compare(column, other.column);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof Location that
            && compareTo(that) == 0
            && end - start == that.end - that.start;
  }

  @Override
  public int hashCode() {
    return Objects.hash(file, row, column);
  }

  /** {@code file:row:column}. */
  @Override
  public String toString() {
    return file + ":" + row + ":" + column;
  }
}
