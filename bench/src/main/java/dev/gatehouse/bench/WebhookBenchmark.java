package dev.gatehouse.bench;

import dev.gatehouse.bench.Comparison.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Policy on the admission path, from the engine to the wire, against Gatekeeper and gator. */
final class WebhookBenchmark implements Benchmark {

  private static final String PREFIX = "webhook-";
  private static final List<String> REVIEWS = List.of("violating", "clean", "other-kind");
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration PEER_WARM_UP = Duration.ofSeconds(3);
  private static final Duration MEASURED = Duration.ofSeconds(6);
  private static final Duration STEADY = Duration.ofSeconds(20);
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
    Map<String, Supplier<Comparison>> alone = Map.of(
        "verify-one", () -> verify.verify("verify-one", corpus.oneSuite().toString()),
        "verify-library", () -> verify.verify("verify-library", corpus.library() + "/..."),
        "engine", () -> engine.library("engine", 1),
        "engine-2-threads", () -> engine.library("engine-2-threads", 2),
        "constraints-10-to-10000", () -> engine.constraints(report));
    wanted.stream().filter(alone::containsKey)
        .forEach(name -> report.measure(name, Objects.requireNonNull(alone.get(name))));
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
    for (var name : reviews) {
      var review = lab.home("bench/reviews/" + name + ".json");
      report.measure(PREFIX + name, () -> throughput(lab, PREFIX + name, review, peer, ours));
    }
    report.note("resident memory after the load: gatehouse %.0f MiB (highest %.0f), peer %.0f MiB",
        ours.program().residentMebibytes("VmRSS"), ours.program().residentMebibytes("VmHWM"),
        peer.program().residentMebibytes("VmRSS"));
    for (var name : reviews) {
      var review = lab.home("bench/reviews/" + name + ".json");
      var latencies = new LoadGenerator(lab).latencies(ours, review, STEADY_RATE, STEADY);
      report.note("gatehouse at %d reviews/s, %s: p50 %.1f ms, p99 %.1f ms", STEADY_RATE, name,
          latencies.p50(), latencies.p99());
    }
  }

  private static Comparison throughput(
      Lab lab, String name, Path review, Webhook peer, Webhook ours) {
    requireAgreement(peer, ours, review);
    var load = new LoadGenerator(lab);
    load.rate(peer, review, PEER_WARM_UP);
    load.rate(ours, review, WARM_UP);
    return Comparison.measure(name, Unit.REQUESTS_PER_SECOND, lab.rounds(),
        () -> load.rate(peer, review, MEASURED), () -> load.rate(ours, review, MEASURED));
  }

  /** Speed counts for nothing if the answers differ; the peer may still be loading, so it has time. */
  private static void requireAgreement(Webhook peer, Webhook ours, Path review) {
    var expected = ours.ask(review);
    Lab.await("the peer to answer %s like gatehouse: %s".formatted(review.getFileName(), expected),
        Duration.ofSeconds(60), peer.program(), () -> peer.ask(review).agrees(expected));
  }
}
