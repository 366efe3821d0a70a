package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.search.Settings;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.trace.Coverage;
import dev.gatehouse.rego.trace.CoverageReport;
import dev.gatehouse.rego.trace.Event;
import dev.gatehouse.rego.trace.Observer;
import dev.gatehouse.rego.trace.Profile;
import dev.gatehouse.rego.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates a query as often as is asked for and keeps what the evaluations tell; for one use. */
final class Evaluation<T> {

  private final Evaluated<T> subject;
  private final Input input;
  private final ObservationOptions options;
  private final List<Module> modules;
  private final List<Metrics> metrics = new ArrayList<>();
  private final List<List<Profile.Entry>> profiles = new ArrayList<>();
  private final List<Event> explanation = new ArrayList<>();
  private @Nullable CoverageReport coverage;

  Evaluation(
      Evaluated<T> subject, Input input, ObservationOptions options, List<Module> modules) {
    this.subject = subject;
    this.input = input;
    this.options = options;
    this.modules = modules;
  }

  /**
   * Evaluates the query.
   *
   * @param prepared what was measured before
   * @throws EvaluationException if an error or limit halts it; {@link #observations} has what was told
   */
  T run(Metrics prepared) {
    var result = once(prepared, true);
    for (var i = 1; i < options.count(); i++) {
      once(prepared, false);
    }
    return result;
  }

  private T once(Metrics prepared, boolean isFirst) {
    var measured = new Metrics();
    prepared.nanos().forEach(measured::add);
    var start = System.nanoTime();
    var result = options.areNeeded() ? observed(isFirst) : subject.run(input);
    measured.add(subject.metric(), System.nanoTime() - start);
    if (options.metrics()) {
      metrics.add(measured);
    }
    return result;
  }

  Observations observations() {
    return new Observations(metrics, explanation, profiles, coverage, options.variables());
  }

  private T observed(boolean isFirst) {
    var mode = options.explain();
    var trace = new Trace(mode == ObservationOptions.Explain.DEBUG, true);
    var profile = new Profile();
    var covered = new Coverage();
    var observer = new Several(
        isFirst && mode != ObservationOptions.Explain.OFF ? trace : null,
        options.profile() ? profile : null,
        isFirst && options.coverage() ? covered : null);
    try {
      return subject.run(input, options.settings(), observer);
    } finally {
      if (isFirst && options.coverage()) {
        coverage = report(covered, observer);
      }
      if (options.profile()) {
        profiles.add(profile.entries(options.profileOrder(), options.profileLimit()));
      }
      if (isFirst) {
        explanation.addAll(Explanation.events(trace, mode));
      }
    }
  }

  /** The other passes tell every observer too, as they do in OPA. */
  private CoverageReport report(Coverage covered, Several observer) {
    if (options.coverageRun("index_excluded")) {
      covered.supplement(
          CoverageReport.Reason.INDEX_EXCLUDED, again(new Settings(false, true), observer));
    }
    if (options.coverageRun("early_exit")) {
      covered.supplement(
          CoverageReport.Reason.EARLY_EXIT, again(new Settings(true, false), observer));
    }
    return covered.report(modules);
  }

  /** What is reached with other settings; an error there is none of the evaluation. */
  private Coverage again(Settings settings, Several observer) {
    var other = new Coverage();
    try {
      subject.run(
          input.withPrint(line -> {}).withErrors(error -> {}),
          settings,
          new Several(observer.trace, observer.profile, other));
    } catch (EvaluationException e) {
      System.err.println("warning: another coverage pass failed: " + e.getMessage());
    }
    return other;
  }

  /** Tells every observer that there is. */
  private record Several(
      @Nullable Trace trace, @Nullable Profile profile, @Nullable Coverage coverage)
      implements
        Observer {

    @Override
    public void accept(Event event) {
      if (trace != null) {
        trace.accept(event);
      }
      if (profile != null) {
        profile.accept(event);
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
