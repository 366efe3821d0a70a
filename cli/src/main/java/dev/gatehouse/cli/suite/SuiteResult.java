package dev.gatehouse.cli.suite;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What running a suite gave.
 *
 * @param path the suite's file as the user would write it
 */
public record SuiteResult(String path, boolean skipped, Duration time, List<TestResult> tests) {

  public SuiteResult {
    tests = List.copyOf(tests);
  }

  public boolean failed() {
    return tests.stream().anyMatch(TestResult::failed);
  }

  /** @param error why the test could not be run or failed as a whole, null if it did not */
  public record TestResult(String name, boolean skipped, Duration time, @Nullable String error,
      List<CaseResult> cases) {

    public TestResult {
      cases = List.copyOf(cases);
    }

    public boolean failed() {
      return error != null || cases.stream().anyMatch(CaseResult::failed);
    }
  }

  /**
   * @param error why the case failed, null if it did not
   * @param printed the lines that policies printed
   */
  public record CaseResult(String name, boolean skipped, Duration time, @Nullable String error,
      List<String> printed) {

    public CaseResult {
      printed = List.copyOf(printed);
    }

    public boolean failed() {
      return error != null;
    }
  }
}
