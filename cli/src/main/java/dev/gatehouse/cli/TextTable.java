package dev.gatehouse.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells in columns as wide as their widest cell; not for use by several threads. */
public final class TextTable {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  public TextTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** The table's lines; a cell's colours do not count for its width, and the last column is open. */
  @Override
  public String toString() {
    var widths = widths();
    var out = new StringBuilder();
    for (var row : rows) {
      for (var i = 0; i < row.size(); i++) {
        out.append(row.get(i));
        if (i < row.size() - 1) {
          out.append(" ".repeat(widths[i] - width(row.get(i)))).append(GAP);
        }
      }
      out.append('\n');
    }
    return out.toString();
  }

  private int[] widths() {
    var columns = rows.stream().mapToInt(List::size).max().orElse(0);
    var widths = new int[columns];
    for (var row : rows) {
      for (var i = 0; i < row.size() - 1; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return widths;
  }

  private static int width(String cell) {
    var visible = cell.replaceAll("\033\\[[0-9;]*m", "");
    return visible.codePointCount(0, visible.length());
  }
}
