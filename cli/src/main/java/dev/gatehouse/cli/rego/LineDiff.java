package dev.gatehouse.cli.rego;

import java.util.ArrayList;
import java.util.List;

/** What changed between two texts, line by line, in the unified format with three lines around. */
final class LineDiff {

  private static final int AROUND = 3;

  private LineDiff() {}

  /** A line of either text or of both. */
  private record Line(char sign, String text) {}

  static String of(String name, String before, String after) {
    var lines = lines(before.lines().toList(), after.lines().toList());
    var out = new StringBuilder("--- " + name + "\n+++ " + name + "\n");
    var oldRow = 1;
    var newRow = 1;
    for (var i = 0; i < lines.size();) {
      var start = next(lines, i);
      if (start == lines.size()) {
        break;
      }
      var from = Math.max(i, start - AROUND);
      oldRow += from - i;
      newRow += from - i;
      var end = end(lines, start);
      var hunk = lines.subList(from, end);
      var removed = (int) hunk.stream().filter(line -> line.sign != '+').count();
      var added = (int) hunk.stream().filter(line -> line.sign != '-').count();
      out.append("@@ -%d,%d +%d,%d @@%n".formatted(oldRow, removed, newRow, added));
      hunk.forEach(line -> out.append(line.sign).append(line.text).append('\n'));
      oldRow += removed;
      newRow += added;
      i = end;
    }
    return out.toString();
  }

  private static int next(List<Line> lines, int from) {
    var i = from;
    while (i < lines.size() && lines.get(i).sign == ' ') {
      i++;
    }
    return i;
  }

  /** Where the hunk ends: so many equal lines after its last change. */
  private static int end(List<Line> lines, int start) {
    var last = start;
    for (var i = start; i < lines.size() && i - last <= 2 * AROUND; i++) {
      last = lines.get(i).sign == ' ' ? last : i;
    }
    return Math.min(lines.size(), last + 1 + AROUND);
  }

  /** Both texts along a longest common subsequence of lines. */
  private static List<Line> lines(List<String> before, List<String> after) {
    var length = new int[before.size() + 1][after.size() + 1];
    for (var i = before.size() - 1; i >= 0; i--) {
      for (var j = after.size() - 1; j >= 0; j--) {
        length[i][j] = before.get(i).equals(after.get(j))
            ? length[i + 1][j + 1] + 1
            : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    var lines = new ArrayList<Line>();
    var i = 0;
    var j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add(new Line(' ', before.get(i++)));
        j++;
      } else if (j == after.size() || i < before.size() && length[i + 1][j] >= length[i][j + 1]) {
        lines.add(new Line('-', before.get(i++)));
      } else {
        lines.add(new Line('+', after.get(j++)));
      }
    }
    return lines;
  }
}
