package dev.gatehouse.bench;

import dev.gatehouse.bench.Comparison.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Policy on the admission path, from the engine to the wire, against Gatekeeper and gator. */
final class WebhookBenchmark implements Benchmark {

  private static final String PREFIX = "webhook-";
  private static final List<String> REVIEWS = List.of("violating", "clean", "other-kind");
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration PEER_WARM_UP = Duration.ofSeconds(3);
  private static final Duration MEASURED = Duration.ofSeconds(6);
  private static final int STEADY_RATE = 500;

  @Override
  public List<String> cases() {
    return List.of("engine", "engine-2-threads", "webhook-violating", "webhook-clean",
        "webhook-other-kind", "constraints-10-to-10000", "verify-library", "verify-one");
  }

  @Override
  public void run(Lab lab, List<String> wanted, Report report) {
    var engine = new EngineCases(lab);
    var corpus = new Corpus(lab);
    var verify = new VerifyCases(lab);
    if (wanted.contains("verify-one")) {
      report.add(verify.verify("verify-one", corpus.oneSuite().toString()));
    }
    if (wanted.contains("verify-library")) {
      report.add(verify.verify("verify-library", corpus.library() + "/..."));
    }
    if (wanted.contains("engine")) {
      report.add(engine.library("engine", 1));
    }
    if (wanted.contains("engine-2-threads")) {
      report.add(engine.library("engine-2-threads", 2));
    }
    if (wanted.contains("constraints-10-to-10000")) {
      report.add(engine.constraints(report));
    }
    var reviews = REVIEWS.stream().filter(each -> wanted.contains(PREFIX + each)).toList();
    if (!reviews.isEmpty()) {
      overTheWire(lab, corpus, reviews, report);
    }
  }

  private static void overTheWire(
      Lab lab, Corpus corpus, List<String> reviews, Report report) {
    var templates = corpus.templates();
    var constraints = corpus.allConstraints();
    var ours = Webhook.gatehouse(lab, templates, constraints);
    var peer = Webhook.gatekeeper(lab, templates, constraints);
    var load = new LoadGenerator(lab);
    for (var name : reviews) {
      var review = lab.home("bench/reviews/" + name + ".json");
      requireAgreement(peer, ours, review);
      load.rate(peer, review, PEER_WARM_UP);
      load.rate(ours, review, WARM_UP);
      report.add(Comparison.measure(PREFIX + name, Unit.REQUESTS_PER_SECOND, lab.rounds(),
          () -> load.rate(peer, review, MEASURED), () -> load.rate(ours, review, MEASURED)));
    }
    report.note("resident memory after the load: gatehouse %.0f MiB (highest %.0f), peer %.0f MiB",
        ours.program().residentMebibytes("VmRSS"), ours.program().residentMebibytes("VmHWM"),
        peer.program().residentMebibytes("VmRSS"));
    for (var name : reviews) {
      var review = lab.home("bench/reviews/" + name + ".json");
      var latencies = load.latencies(ours, review, STEADY_RATE, Duration.ofSeconds(20));
      report.note("gatehouse at %d reviews/s, %s: p50 %.1f ms, p99 %.1f ms", STEADY_RATE, name,
          latencies.p50(), latencies.p99());
    }
  }

  /** Speed counts for nothing if the answers differ; the peer may still be loading, so it has time. */
  private static void requireAgreement(Webhook peer, Webhook ours, Path review) {
    var expected = ours.ask(review);
    Lab.await("the peer to answer %s like gatehouse: %s".formatted(review.getFileName(), expected),
        Duration.ofSeconds(60), peer.program(), () -> peer.ask(review).agrees(expected));
  }
}
