package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.search.Settings;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.trace.Coverage;
import dev.gatehouse.rego.trace.CoverageReport;
import dev.gatehouse.rego.trace.Event;
import dev.gatehouse.rego.trace.Observer;
import dev.gatehouse.rego.trace.Trace;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What tests are to tell of their evaluation. */
final class TestObservation {

  @Option(names = {"-v",
      "--verbose"}, description = "show every test, what it prints, and what happened in those that failed")
  private boolean verbose;

  @Option(names = "--explain", paramLabel = "MODE", description = "which events are shown: fails, full, notes, debug (default: notes and fails)")
  private ObservationOptions.@Nullable Explain explain;

  @Option(names = "--var-values", description = "show the expressions at fault with the values of their parts")
  private boolean values;

  @Option(names = {"-c",
      "--coverage"}, description = "report what the tests evaluate, in place of their results")
  private boolean coverage;

  @Option(names = "--coverage-runs", paramLabel = "REASON", split = ",", arity = "0..1", description = "say of what was not evaluated whether it was for this reason: index_excluded, early_exit (default: both)")
  private @Nullable List<String> coverageRuns;

  @Option(names = "--threshold", paramLabel = "PERCENT", defaultValue = "0", description = "exit code 2 if less is covered; implies --coverage")
  private double threshold;

  @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "5s", converter = Durations.class, description = "how long one test may take (default: ${DEFAULT-VALUE})")
  private Duration timeout = Duration.ofSeconds(5);

  private final Coverage covered = new Coverage();
  private final Map<CoverageReport.Reason, Coverage> others = new EnumMap<>(
      CoverageReport.Reason.class);

  /** Whether every test is shown, as it is where somebody asks for an explanation. */
  boolean verbose() {
    return verbose || explain != null;
  }

  /** Why that cannot be told, empty if it can. */
  String refusal() {
    if (explain == ObservationOptions.Explain.OFF) {
      return "--explain must be one of fails, full, notes, debug";
    }
    return threshold < 0 || threshold > 100
        ? "Code coverage threshold must be between 0 and 100"
        : "";
  }

  boolean values() {
    return values;
  }

  Duration timeout() {
    return timeout.isZero() ? Duration.ofSeconds(5) : timeout;
  }

  double threshold() {
    return threshold;
  }

  boolean coverage() {
    return coverage || threshold > 0;
  }

  private boolean isTraced() {
    return verbose() || values;
  }

  boolean isNeeded() {
    return isTraced() || coverage();
  }

  /** For one test. */
  TestTrace trace() {
    if (!isTraced()) {
      return TestTrace.NONE;
    }
    var mode = explain == null && !verbose ? ObservationOptions.Explain.FAILS : explain;
    return new TestTrace(
        mode, new Trace(explain == ObservationOptions.Explain.DEBUG, true));
  }

  Observer observer(TestTrace trace) {
    return new Both(isTraced() ? trace.trace() : null, coverage() ? covered : null);
  }

  /** Repeats a test with other settings, for coverage. */
  void repeat(Function<Settings, Coverage> test) {
    if (!coverage()) {
      return;
    }
    if (hasRun("index_excluded")) {
      others.computeIfAbsent(CoverageReport.Reason.INDEX_EXCLUDED, r -> new Coverage())
          .add(test.apply(new Settings(false, true)));
    }
    if (hasRun("early_exit")) {
      others.computeIfAbsent(CoverageReport.Reason.EARLY_EXIT, r -> new Coverage())
          .add(test.apply(new Settings(true, false)));
    }
  }

  private boolean hasRun(String reason) {
    return coverageRuns == null || coverageRuns.contains(reason);
  }

  /** What all tests have reached. */
  CoverageReport report(List<Module> modules) {
    others.forEach(covered::supplement);
    return covered.report(modules);
  }

  private record Both(@Nullable Trace trace, @Nullable Coverage coverage) implements Observer {

    @Override
    public void accept(Event event) {
      if (trace != null) {
        trace.accept(event);
      }
      if (coverage != null) {
        coverage.accept(event);
      }
    }

    @Override
    public boolean wantsUnifications() {
      return trace != null && trace.wantsUnifications();
    }

    @Override
    public boolean wantsVariables() {
      return trace != null && trace.wantsVariables();
    }
  }
}
