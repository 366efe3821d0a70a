package dev.gatehouse.cli.rego;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Results of tests as text; counts what it shows. For one use. */
final class TestReport {

  private static final String LINE = "-".repeat(80) + "\n";

  private final boolean verbose;
  private final boolean values;
  private final List<TestResult> failures = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();
  private int passed;
  private int failed;
  private int skipped;
  private int errors;
  private String lastFile = "";

  /**
   * @param verbose whether every test is shown, and what happened in those that failed
   * @param values whether the expressions at fault are shown
   */
  TestReport(boolean verbose, boolean values) {
    this.verbose = verbose;
    this.values = values;
  }

  void add(TestResult result) {
    count(result);
    if (result.failed()) {
      failures.add(result);
    }
    if (verbose || !result.passed()) {
      show(result);
    }
    if (result.error() != null) {
      out.append("  ").append(result.error().text()).append('\n');
    }
  }

  /** Adds a test that passed with what is to be said of it. */
  void passed(String text) {
    passed++;
    out.append(text).append('\n');
  }

  boolean isGood() {
    return failed + skipped + errors == 0;
  }

  private void count(TestResult result) {
    if (result.skipped()) {
      skipped++;
    } else if (result.error() != null) {
      errors++;
    } else if (!result.cases().isEmpty()) {
      countCases(result.cases());
    } else if (result.failed()) {
      failed++;
    } else {
      passed++;
    }
  }

  private void countCases(Map<String, TestResult.Case> cases) {
    for (var inner : cases.values()) {
      if (!inner.isLeaf()) {
        countCases(inner.cases());
      } else if (inner.failed()) {
        failed++;
      } else {
        passed++;
      }
    }
  }

  private void show(TestResult result) {
    var test = result.test();
    var file = test.location().file();
    if (!lastFile.isEmpty() && !lastFile.equals(file)) {
      out.append('\n');
    }
    lastFile = file;
    out.append(file).append(':').append(test.location().row()).append(":\n");
    out.append(result.headline()).append('\n');
    showCases(result.cases(), 1);
    if (!result.output().isEmpty()) {
      out.append('\n').append(result.output().strip().indent(2)).append("\n");
    }
  }

  private void showCases(Map<String, TestResult.Case> cases, int depth) {
    for (var inner : cases.values()) {
      if (inner.failed() || verbose) {
        out.repeat("  ", depth).append(inner.name());
        out.append(inner.failed() ? ": FAIL\n" : ": PASS\n");
      }
      showCases(inner.cases(), depth + 1);
    }
  }

  /** The results with their sum. */
  String text() {
    if (failed > 0 && (verbose || values)) {
      out.append(LINE).append("FAILURES\n").append(LINE);
      out.append(new TestFailures(verbose, values).text(failures));
    }
    if (!out.isEmpty()) {
      out.append(LINE);
    }
    var total = passed + failed + skipped + errors;
    sum("PASS", passed, total);
    sum("FAIL", failed, total);
    sum("SKIPPED", skipped, total);
    sum("ERROR", errors, total);
    return out.toString();
  }

  private void sum(String outcome, int count, int total) {
    if (count > 0) {
      out.append(outcome).append(": ").append(count).append('/').append(total).append('\n');
    }
  }
}
