package dev.gatehouse.server;

import dev.gatehouse.server.tls.TlsKeeper;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Has changed certificate files taken into use and reports what came of it. State: what was reported
 * last, so that a lasting fault is one line in the log.
 */
final class CertificateUpkeep implements Runnable {

  private static final Duration SOON = Duration.ofDays(7);

  private final TlsKeeper tls;
  private final EventLog log;
  private final ServerMetrics metrics;
  private final Clock clock;
  private volatile List<String> reported = List.of();

  CertificateUpkeep(TlsKeeper tls, EventLog log, ServerMetrics metrics, Clock clock) {
    this.tls = tls;
    this.log = log;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void run() {
    for (var name : tls.reload()) {
      metrics.reloaded(name, true);
      log.info("took changed files into use")
          .with("what", name)
          .with("expires", tls.expires().toString())
          .write();
    }
    metrics.certificateExpires(tls.expires());
    var problems = problemsNow();
    metrics.stale("certificate", !tls.problems().isEmpty());
    for (var problem : problems) {
      if (!reported.contains(problem)) {
        metrics.reloaded("certificate", false);
        log.error("certificate problem, serving with the last good one")
            .with("error", problem)
            .write();
      }
    }
    reported = problems;
  }

  private List<String> problemsNow() {
    var problems = new ArrayList<>(tls.problems());
    var left = Duration.between(clock.instant(), tls.expires());
    if (left.isNegative()) {
      problems.add("the certificate expired at " + tls.expires());
    } else if (left.compareTo(SOON) < 0) {
      problems.add("the certificate expires at " + tls.expires());
    }
    return List.copyOf(problems);
  }

  /** What was wrong at the last look. */
  List<String> problems() {
    return reported;
  }
}
