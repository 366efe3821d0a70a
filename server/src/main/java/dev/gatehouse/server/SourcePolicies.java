package dev.gatehouse.server;

import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.Problem;
import dev.gatehouse.policy.ReviewOptions;
import dev.gatehouse.policy.admission.Admission;
import dev.gatehouse.policy.source.PolicySource;
import dev.gatehouse.policy.source.PolicySource.Loaded;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides with the newest good policies of a source. State: the set in force and what is wrong with
 * the newest state of the source, exchanged as a whole, so that a request sees one set from start to
 * end, and nobody sees the problems of another.
 */
final class SourcePolicies implements Policies {

  private static final int MOST_PROBLEMS = 50;

  private final PolicySource source;
  private final Admission admission;
  private final DecisionReport report;
  private final EventLog log;
  private final ServerMetrics metrics;
  private volatile State state = new State(null, List.of());

  /** The policies in force, null before there are any, and why they are not those of the source. */
  private record State(@Nullable PolicySet policies, List<String> problems) {}

  SourcePolicies(
      PolicySource source, Admission admission, DecisionReport report,
      GateServer.Reporting reporting) {
    this.source = source;
    this.admission = admission;
    this.report = report;
    this.log = reporting.log();
    this.metrics = reporting.metrics();
  }

  @Override
  public void open() {
    take(source.current());
    source.watch(this::take);
  }

  @Override
  public void close() {
    source.close();
  }

  private void take(Loaded loaded) {
    var before = state.policies;
    var problems = loaded.problems().stream().limit(MOST_PROBLEMS).map(Problem::toString).toList();
    state = new State(loaded.policies().orElse(before), problems);
    loaded.policies().filter(set -> set != before).ifPresent(this::tell);
    for (var notice : loaded.notices().stream().limit(MOST_PROBLEMS).toList()) {
      log.info("policy notice").with("notice", notice.toString()).write();
    }
    for (var problem : problems) {
      log.error("policy problem").with("error", problem).write();
    }
    if (!problems.isEmpty()) {
      log.error("the policies as they are now are not used")
          .with("problems", loaded.problems().size())
          .with("serving", state.policies == null ? "nothing" : "the last good policies")
          .write();
    }
    metrics.reloaded("policies", problems.isEmpty());
    metrics.stale("policies", !problems.isEmpty());
  }

  private void tell(PolicySet set) {
    metrics.policies(set);
    log.info("policies loaded")
        .with("templates", set.templates().size())
        .with("constraints", set.constraints().size())
        .with("waiting_constraints", set.waiting().size())
        .with("digest", set.digest())
        .write();
  }

  @Override
  public boolean loaded() {
    return state.policies != null;
  }

  @Override
  public List<String> problems() {
    return state.problems;
  }

  @Override
  public Optional<PolicySet> snapshot() {
    return Optional.ofNullable(state.policies);
  }

  @Override
  public AdmissionResponse decide(AdmissionRequest request, Deadline deadline) {
    var set = state.policies;
    if (set == null) {
      throw new IllegalStateException("policies are not loaded yet");
    }
    var began = System.nanoTime();
    var outcome = admission.admit(set, request, options(deadline));
    report.decided(request, outcome, System.nanoTime() - began);
    return outcome.response();
  }

  private ReviewOptions options(Deadline deadline) {
    return ReviewOptions.DEFAULT.withDeadline(deadline.nanoTime()).withObserver(report);
  }
}
