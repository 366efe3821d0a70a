package dev.gatehouse.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Collects what a benchmark found; prints the table, the notes and the ratio lines at its end. */
final class Report {

  private final List<Comparison> comparisons = new ArrayList<>();
  private final Map<String, String> thirds = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /** Says on standard error what goes on. */
  static void progress(String format, Object... arguments) {
    System.err.println(String.format(Locale.ROOT, format, arguments));
  }

  private void add(Comparison comparison) {
    comparisons.add(comparison);
  }

  /** Measures a case; if a side fails, that is reported at the end and the next case has its turn. */
  void measure(String name, Supplier<Comparison> comparison) {
    measureAll(name, () -> List.of(comparison.get()));
  }

  /** As above, for cases that are measured together. */
  void measureAll(String name, Supplier<List<Comparison>> measured) {
    try {
      measured.get().forEach(this::add);
    } catch (BenchException e) {
      progress("%s: %s", name, e);
      fail(name, String.valueOf(e.getMessage()));
    }
  }

  /** Notes that a case could not be measured. */
  void fail(String name, String reason) {
    failures.add("failed " + name + ": " + reason);
  }

  boolean isComplete() {
    return failures.isEmpty();
  }

  /** Adds a figure that has no counterpart at the peer. */
  void note(String format, Object... arguments) {
    notes.add(String.format(Locale.ROOT, format, arguments));
  }

  /** Adds how a third engine did, for the last column. */
  void third(String name, String figure) {
    thirds.put(name, figure);
  }

  void print(PrintStream out) {
    out.println(row("case", "peer", "gatehouse", "ratio")
        + (thirds.isEmpty() ? "" : "  ratio to regorus"));
    for (var comparison : comparisons) {
      var unit = comparison.unit();
      out.println(row(comparison.name(), unit.show(comparison.peerMedian()),
          unit.show(comparison.ourMedian()), ratio(comparison)) + third(comparison));
    }
    out.println();
    notes.forEach(out::println);
    if (!notes.isEmpty()) {
      out.println();
    }
    failures.forEach(out::println);
    comparisons.forEach(each -> out.println("ratio " + each.name() + " " + ratio(each)));
  }

  private String third(Comparison comparison) {
    var figure = thirds.get(comparison.name());
    return figure == null ? "" : "  " + figure;
  }

  private static String row(String name, String peer, String ours, String ratio) {
    return String.format(Locale.ROOT, "%-36s %22s %22s %9s", name, peer, ours, ratio);
  }

  private static String ratio(Comparison comparison) {
    return String.format(Locale.ROOT, "%.2f", comparison.ratio());
  }
}
