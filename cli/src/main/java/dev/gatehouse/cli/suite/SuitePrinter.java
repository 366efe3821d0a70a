package dev.gatehouse.cli.suite;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints results as {@code gator verify} does, which is the form of {@code go test}. */
public final class SuitePrinter {

  private final StringBuilder out = new StringBuilder();
  private final boolean verbose;

  private SuitePrinter(boolean verbose) {
    this.verbose = verbose;
  }

  public static String print(List<SuiteResult> results, boolean verbose) {
    var printer = new SuitePrinter(verbose);
    results.forEach(printer::suite);
    printer.out.append(results.stream().anyMatch(SuiteResult::failed) ? "FAIL\n" : "PASS\n");
    return printer.out.toString();
  }

  private void suite(SuiteResult suite) {
    suite.tests().forEach(this::test);
    line(suite.failed() ? "FAIL" : "ok", "\t", suite.path(), "\t", seconds(suite.time()));
  }

  private void test(SuiteResult.TestResult test) {
    if (verbose && test.skipped()) {
      line("=== SKIP  ", test.name());
      return;
    }
    if (verbose) {
      line("=== RUN   ", test.name());
    }
    test.cases().forEach(this::oneCase);
    if (test.failed()) {
      line("--- FAIL: ", test.name(), "\t(", seconds(test.time()), ")");
      if (test.error() != null) {
        line("  ", test.error());
      }
    } else if (verbose) {
      line("--- PASS: ", test.name(), "\t(", seconds(test.time()), ")");
    }
  }

  private void oneCase(SuiteResult.CaseResult result) {
    if (verbose && result.skipped()) {
      line("    === SKIP  ", result.name());
      return;
    }
    if (verbose) {
      line("    === RUN   ", result.name());
      printed(result.printed());
    }
    if (result.error() != null) {
      line("    --- FAIL: ", result.name(), "\t(", seconds(result.time()), ")");
      line("        ", result.error());
    } else if (verbose) {
      line("    --- PASS: ", result.name(), "\t(", seconds(result.time()), ")");
    }
  }

  private void printed(List<String> lines) {
    if (!lines.isEmpty()) {
      line("        === PRINT ===");
      lines.forEach(l -> line("        ", l));
    }
  }

  private void line(String... parts) {
    for (var part : parts) {
      out.append(part);
    }
    out.append('\n');
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3fs", time.toNanos() / 1e9);
  }
}
