package dev.gatehouse.rego.trace;

import dev.gatehouse.rego.Location;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What evaluations have reached of modules.
 *
 * @param files by the name of the file
 */
public record CoverageReport(Map<String, OfFile> files) {

  public CoverageReport {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** The number of lines that were reached. */
  public int coveredLines() {
    return files.values().stream().mapToInt(OfFile::coveredLines).sum();
  }

  /** The number of lines with something that was not reached. */
  public int notCoveredLines() {
    return files.values().stream().mapToInt(OfFile::notCoveredLines).sum();
  }

  /** Per cent of all lines; 0 where there are none. */
  public double coverage() {
    return percentage(coveredLines(), notCoveredLines());
  }

  private static double percentage(int covered, int notCovered) {
    var total = covered + notCovered;
    return total == 0 ? 0 : 100.0 * covered / total;
  }

  /** What was and was not reached of a file. */
  public record OfFile(SortedSet<Range> covered, SortedSet<Range> notCovered) {

    public OfFile {
      covered = Collections.unmodifiableSortedSet(new TreeSet<>(covered));
      notCovered = Collections.unmodifiableSortedSet(new TreeSet<>(notCovered));
    }

    OfFile(Collection<Range> covered, Collection<Range> notCovered) {
      this(new TreeSet<>(covered), new TreeSet<>(notCovered));
    }

    public int coveredLines() {
      return lines(covered).size();
    }

    public int notCoveredLines() {
      return lines(notCovered).size();
    }

    /** The lines with something that was not reached. */
    public SortedSet<Integer> notCoveredRows() {
      return lines(notCovered);
    }

    /** Per cent of the file's lines; 0 where there are none. */
    public double coverage() {
      return percentage(coveredLines(), notCoveredLines());
    }

    private static SortedSet<Integer> lines(Collection<Range> ranges) {
      var lines = new TreeSet<Integer>();
      for (var range : ranges) {
        for (var row = range.start.row; row <= range.end.row; row++) {
          lines.add(row);
        }
      }
      return lines;
    }
  }

  /** Why something was not reached. */
  public enum Reason {
    /** The index of rules passed over it. */
    INDEX_EXCLUDED,
    /** One value was enough. */
    EARLY_EXIT
  }

  /** A line and a column, both from 1. */
  public record Position(int row, int column) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
      return row != other.row
          ? Integer.compare(row, other.row)
          : Integer.compare(column, other.column);
    }
  }

  /** A part of a file; ranges are the same if their ends are. */
  public record Range(Position start, Position end, List<Reason> reasons)
      implements
        Comparable<Range> {

    public Range {
      reasons = List.copyOf(reasons);
    }

    static Range of(Location location) {
      var text = location.text();
      var lines = text.chars().filter(c -> c == '\n').count();
      var last = text.substring(text.lastIndexOf('\n') + 1);
      var column = (lines == 0 ? location.column() : 1) + last.codePointCount(0, last.length());
      return new Range(
          new Position(location.row(), location.column()),
          new Position(location.row() + (int) lines, column),
          List.of());
    }

    Range because(List<Reason> found) {
      return new Range(start, end, found);
    }

    boolean isWithin(Collection<Range> ranges) {
      return ranges.stream()
          .anyMatch(r -> r.start.compareTo(start) <= 0 && r.end.compareTo(end) >= 0);
    }

    @Override
    public int compareTo(Range other) {
      return Comparator.comparing(Range::start).thenComparing(Range::end).compare(this, other);
    }
  }
}
