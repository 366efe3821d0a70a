package dev.gatehouse.cli.suite;

import dev.gatehouse.cli.report.Finding;
import dev.gatehouse.cli.report.Finding.Outcome;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results of suites for other programs. */
public final class SuiteReport {

  private SuiteReport() {}

  /** A finding for each case, and one for each test that could not be run. */
  public static List<Finding> findings(List<SuiteResult> results) {
    var findings = new ArrayList<Finding>();
    for (var suite : results) {
      for (var test : suite.tests()) {
        var group = suite.path() + " " + test.name();
        if (test.cases().isEmpty()) {
          findings.add(new Finding(group, test.name(), outcome(test.skipped(), test.error()),
              text(test.error()), suite.path(), 0, test.time()));
        }
        for (var each : test.cases()) {
          findings.add(new Finding(group, each.name(), outcome(each.skipped(), each.error()),
              text(each.error()), suite.path(), 0, each.time()));
        }
      }
    }
    return findings;
  }

  private static Outcome outcome(boolean skipped, @Nullable String error) {
    if (error != null) {
      return Outcome.FAILED;
    }
    return skipped ? Outcome.SKIPPED : Outcome.PASSED;
  }

  private static String text(@Nullable String error) {
    return error == null ? "" : error;
  }

  /** Everything, as an array with an object for each suite. */
  public static ArrayValue value(List<SuiteResult> results) {
    return ArrayValue.of(results.stream().map(SuiteReport::value).toList());
  }

  private static Value value(SuiteResult suite) {
    return ObjectValue.builder().put("suite", StringValue.of(suite.path()))
        .put("skipped", BooleanValue.of(suite.skipped()))
        .put("failed", BooleanValue.of(suite.failed())).put("nanoseconds", nanos(suite.time()))
        .put("tests", ArrayValue.of(suite.tests().stream().map(SuiteReport::value).toList()))
        .build();
  }

  private static Value value(SuiteResult.TestResult test) {
    return ObjectValue.builder().put("test", StringValue.of(test.name()))
        .put("skipped", BooleanValue.of(test.skipped()))
        .put("failed", BooleanValue.of(test.failed())).put("nanoseconds", nanos(test.time()))
        .putIfPresent("error", test.error() == null ? null : StringValue.of(test.error()))
        .put("cases", ArrayValue.of(test.cases().stream().map(SuiteReport::value).toList()))
        .build();
  }

  private static Value value(SuiteResult.CaseResult each) {
    return ObjectValue.builder().put("case", StringValue.of(each.name()))
        .put("skipped", BooleanValue.of(each.skipped()))
        .put("failed", BooleanValue.of(each.failed())).put("nanoseconds", nanos(each.time()))
        .putIfPresent("error", each.error() == null ? null : StringValue.of(each.error()))
        .put("printed", ArrayValue.of(each.printed().stream().map(StringValue::of).toList()))
        .build();
  }

  private static IntegerValue nanos(Duration time) {
    return IntegerValue.of(time.toNanos());
  }
}
