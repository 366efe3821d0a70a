package dev.gatehouse.cli.rego;

import java.util.ArrayList;
import java.util.List;

/** A table drawn with lines: header cells centred, others to the left. */
final class Table {

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();
  private boolean lined;

  /** A table; without header if the list is empty. */
  Table(List<String> header) {
    this.header = List.copyOf(header);
  }

  /** Draws lines between the rows. */
  Table withLines() {
    lined = true;
    return this;
  }

  Table row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** The table with a line break at its end. */
  String text() {
    var widths = widths();
    var out = new StringBuilder();
    rule(out, widths, "┌┬┐");
    if (!header.isEmpty()) {
      line(out, widths, header, true);
      rule(out, widths, "├┼┤");
    }
    for (var i = 0; i < rows.size(); i++) {
      if (lined && i > 0) {
        rule(out, widths, "├┼┤");
      }
      line(out, widths, rows.get(i), false);
    }
    rule(out, widths, "└┴┘");
    return out.toString();
  }

  private int[] widths() {
    var columns = header.isEmpty() ? rows.getFirst().size() : header.size();
    var widths = new int[columns];
    for (var i = 0; i < columns; i++) {
      widths[i] = header.isEmpty() ? 0 : width(header.get(i));
      for (var row : rows) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return widths;
  }

  private static int width(String text) {
    return text.lines().mapToInt(line -> line.codePointCount(0, line.length())).max().orElse(0);
  }

  private static void rule(StringBuilder out, int[] widths, String corners) {
    for (var i = 0; i < widths.length; i++) {
      out.append(corners.charAt(i == 0 ? 0 : 1)).repeat('─', widths[i] + 2);
    }
    out.append(corners.charAt(2)).append('\n');
  }

  private static void line(StringBuilder out, int[] widths, List<String> cells, boolean centred) {
    var height = cells.stream().mapToLong(cell -> Math.max(1, cell.lines().count())).max();
    for (var row = 0; row < height.orElse(1); row++) {
      for (var i = 0; i < widths.length; i++) {
        var lines = cells.get(i).lines().toList();
        var text = row < lines.size() ? lines.get(row) : "";
        var missing = widths[i] - width(text);
        var before = centred ? missing / 2 : 0;
        out.append("│ ").repeat(' ', before).append(text).repeat(' ', missing - before).append(' ');
      }
      out.append("│\n");
    }
  }
}
