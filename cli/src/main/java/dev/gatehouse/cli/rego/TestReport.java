package dev.gatehouse.cli.rego;

import java.util.Map;

/** Results of tests as text; counts what it shows. For one use. */
final class TestReport {

  private static final String LINE = "-".repeat(80) + "\n";

  private final boolean verbose;
  private final StringBuilder out = new StringBuilder();
  private int passed;
  private int failed;
  private int skipped;
  private int errors;
  private String lastFile = "";

  TestReport(boolean verbose) {
    this.verbose = verbose;
  }

  void add(TestResult result) {
    count(result);
    if (verbose || !result.passed()) {
      show(result);
    }
    if (result.error() != null) {
      out.append("  ").append(result.error().text()).append('\n');
    }
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
    out.append(test.packageName()).append('.').append(test.name()).append(": ");
    out.append(result.outcome());
    if (!result.skipped()) {
      out.append(" (").append(Durations.text(result.nanos())).append(')');
    }
    out.append('\n');
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
