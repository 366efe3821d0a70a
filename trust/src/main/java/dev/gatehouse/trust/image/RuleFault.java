package dev.gatehouse.trust.image;

/**
 * Something wrong in a file of rules.
 *
 * @param file its path
 * @param row the line, from 1; 0 if the whole file is meant
 * @param column the column, from 1
 * @param resource which resource of the file, such as {@code ImagePolicy shop}; may be empty
 * @param message what is wrong, what was expected, how to mend it
 */
public record RuleFault(String file, int row, int column, String resource, String message)
    implements
      Comparable<RuleFault> {

  @Override
  public int compareTo(RuleFault other) {
    var byFile = file.compareTo(other.file);
    var byRow = byFile == 0 ? Integer.compare(row, other.row) : byFile;
    return byRow == 0 ? Integer.compare(column, other.column) : byRow;
  }

  /** {@code file:row:column: resource: message}. */
  @Override
  public String toString() {
    return file + (row == 0 ? "" : ":" + row + ":" + column) + ": "
        + (resource.isEmpty() ? "" : resource + ": ") + message;
  }
}
