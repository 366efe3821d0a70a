package dev.gatehouse.policy;

import dev.gatehouse.rego.Location;
import java.util.List;

/** Where a resource was read from, and where each of its fields stands there. */
public interface Origin {

  /** A resource that was not read from a file. */
  Origin UNKNOWN = path -> Location.NONE;

  /**
   * The place of a field's value, or of the nearest field around it that is known.
   *
   * @param path field names, and indexes of arrays as decimal numbers
   */
  Location locate(List<String> path);

  /**
   * The place of a line and column within the text that a field holds.
   *
   * @param row the line within the text, from 1
   * @param column the column, from 1
   */
  default Location locate(List<String> path, int row, int column) {
    return locate(path);
  }
}
