package dev.gatehouse.rego;

/**
 * A place in source text.
 *
 * @param file the name the source was given
 * @param row the line, from 1; 0 where a node was made by the compiler without a source
 * @param column the column, from 1, counted in bytes of UTF-8 as OPA does
 * @param text the source text of the node that starts here, empty where it is not known
 */
public record Location(String file, int row, int column, String text) implements Comparable<Location> {

  public static final Location NONE = new Location("", 0, 0, "");

  @Override
  public int compareTo(Location other) {
    var order = file.compareTo(other.file);
    if (order == 0) {
      order = Integer.compare(row, other.row);
    }
    return order != 0 ? order : Integer.compare(column, other.column);
  }

  /** {@code file:row:column}. */
  @Override
  public String toString() {
    return file + ":" + row + ":" + column;
  }
}
