package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.search.Settings;
import dev.gatehouse.rego.trace.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an evaluation is to tell of itself. */
final class ObservationOptions {

  /** Which events are shown. */
  enum Explain {
    OFF, FULL, NOTES, FAILS, DEBUG
  }

  private static final List<String> COVERAGE_RUNS = List.of("index_excluded", "early_exit");

  @Option(names = "--explain", paramLabel = "MODE", description = "show what happens in the evaluation, one of ${COMPLETION-CANDIDATES}")
  private @Nullable Explain explain;

  @Option(names = "--var-values", description = "show the values of variables in the explanation")
  private boolean variables;

  @Option(names = "--coverage", description = "report what was evaluated")
  private boolean coverage;

  @Option(names = "--coverage-runs", paramLabel = "REASON", split = ",", arity = "0..1", description = "say of what was not evaluated whether it was for this reason: index_excluded, early_exit (default: both); implies --coverage")
  private @Nullable List<String> coverageRuns;

  @Option(names = "--profile", description = "count and time the expressions of each line")
  private boolean profile;

  @Option(names = "--profile-limit", paramLabel = "COUNT", defaultValue = "10", description = "how many lines the profile shows, 0 for all (default: ${DEFAULT-VALUE})")
  private int profileLimit = 10;

  @Option(names = "--profile-sort", paramLabel = "KEY", split = ",", description = "order of the profile: total_time_ns, num_eval, num_redo, num_gen_expr, file, line")
  private List<String> profileSort = List.of();

  @Option(names = "--metrics", description = "report the time of each phase")
  private boolean metrics;

  @Option(names = "--instrument", description = "the same as --metrics: phases are not divided further")
  private boolean instrument;

  @Option(names = "--count", paramLabel = "COUNT", defaultValue = "1", description = "how often to evaluate, for statistics (default: ${DEFAULT-VALUE})")
  private int count = 1;

  @Option(names = "--disable-indexing", description = "evaluate rules that an index tells cannot hold")
  private boolean noIndexing;

  @Option(names = "--disable-early-exit", description = "evaluate rules after one value is found")
  private boolean noEarlyExit;

  Explain explain() {
    return explain == null ? Explain.OFF : explain;
  }

  boolean variables() {
    return variables;
  }

  boolean coverage() {
    return coverage || coverageRuns != null;
  }

  boolean coverageRun(String reason) {
    return coverageRuns == null || coverageRuns.contains(reason);
  }

  boolean profile() {
    return profile;
  }

  int profileLimit() {
    return profileLimit;
  }

  /** What the profile is sorted by: what was asked for, then the rest of the usual order. */
  List<Profile.Order> profileOrder() {
    var orders = new ArrayList<Profile.Order>();
    var usual = Stream.of("total_time_ns", "num_eval", "num_redo", "file", "line");
    for (var name : Stream.concat(profileSort.stream(), usual).toList()) {
      for (var order : Profile.Order.values()) {
        if (order.name().toLowerCase(Locale.ROOT).equals(name) && !orders.contains(order)) {
          orders.add(order);
        }
      }
    }
    return orders;
  }

  boolean metrics() {
    return metrics || instrument || profile;
  }

  int count() {
    return Math.max(1, count);
  }

  /** Whether anything needs the events of the evaluation. */
  boolean areNeeded() {
    return explain() != Explain.OFF || profile || coverage() || noIndexing || noEarlyExit;
  }

  /** What is wrong with the options, empty if nothing is. */
  String fault() {
    return coverageRuns == null
        ? ""
        : coverageRuns.stream()
            .filter(run -> !run.isEmpty() && !COVERAGE_RUNS.contains(run))
            .map(run -> "invalid --coverage-runs value \"" + run
                + "\" (expected \"index_excluded\" or \"early_exit\")")
            .findFirst()
            .orElse("");
  }

  Settings settings() {
    return new Settings(!noIndexing, !noEarlyExit);
  }
}
