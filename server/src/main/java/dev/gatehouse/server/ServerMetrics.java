package dev.gatehouse.server;

import dev.gatehouse.policy.EnforcementAction;
import dev.gatehouse.policy.PolicySet;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * What the server counts: under Gatekeeper's names what Gatekeeper counts, under {@code gatehouse_}
 * what it does not. The client library appends {@code _total} to counters. State: the counts.
 */
final class ServerMetrics {

  /** Gatekeeper's buckets of its webhook's histogram, seconds. */
  private static final double[] REQUEST_SECONDS = {0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.007,
      0.008, 0.009, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.2, 0.3, 0.4, 0.5,
      0.6, 0.7, 0.8, 0.9, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5,
      10};
  private static final double NANOS = 1e9;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ConstraintMetrics byConstraint = new ConstraintMetrics(registry);

  private final Counter requests = Counter.builder()
      .name("gatekeeper_validation_request_count")
      .help("The number of requests that are routed to validation webhook")
      .labelNames("admission_dryrun", "admission_status")
      .register(registry);
  private final Histogram requestSeconds = Histogram.builder()
      .name("gatekeeper_validation_request_duration_seconds")
      .help("The response time in seconds")
      .labelNames("admission_status")
      .classicOnly()
      .classicUpperBounds(REQUEST_SECONDS)
      .register(registry);
  private final Gauge constraints = Gauge.builder()
      .name("gatekeeper_constraints")
      .help("Current number of known constraints")
      .labelNames("enforcement_action", "status")
      .register(registry);
  private final Gauge templates = Gauge.builder()
      .name("gatekeeper_constraint_templates")
      .help("Number of observed constraint templates")
      .labelNames("status")
      .register(registry);
  private final Counter refused = Counter.builder()
      .name("gatehouse_requests_refused")
      .help("Requests that were turned away before any policy was evaluated")
      .labelNames("reason")
      .register(registry);
  private final Counter images = Counter.builder()
      .name("gatehouse_images")
      .help("Answers about images")
      .labelNames("outcome", "source")
      .register(registry);
  private final Histogram imageSeconds = Histogram.builder()
      .name("gatehouse_image_duration_seconds")
      .help("Time to answer about one image")
      .labelNames("source")
      .classicOnly()
      .register(registry);
  private final Counter reloads = Counter.builder()
      .name("gatehouse_reloads")
      .help("Times that changed files were taken into use, or could not be")
      .labelNames("what", "result")
      .register(registry);
  private final Gauge stale = Gauge.builder()
      .name("gatehouse_stale")
      .help("1 while the files as they are now could not be taken into use, else 0")
      .labelNames("what")
      .register(registry);
  private final Gauge certificateExpiry = Gauge.builder()
      .name("gatehouse_certificate_expiry_timestamp_seconds")
      .help("When the server's certificate expires, in seconds since 1970")
      .register(registry);

  /** Counts an answer about an image. */
  void image(String outcome, String source, Duration time) {
    images.labelValues(outcome, source).inc();
    imageSeconds.labelValues(source).observe(time.toNanos() / NANOS);
  }

  /** Names a value that is read when somebody looks. */
  void gauge(String name, String help, LongSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsLong()))
        .register(registry);
  }

  /** Counts one answer, under Gatekeeper's word for it. */
  void decided(String status, boolean dryRun, long nanos) {
    requests.labelValues(Boolean.toString(dryRun), status).inc();
    requestSeconds.labelValues(status).observe(nanos / NANOS);
  }

  /** Shows how many policies are in force. */
  void policies(PolicySet set) {
    templates.labelValues("active").set(set.templates().size());
    byConstraint.retain(set.constraints());
    constraints.clear();
    for (var action : EnforcementAction.values()) {
      constraints.labelValues(action.id(), "active").set(0);
    }
    set.constraints().forEach(
        constraint -> constraints.labelValues(constraint.enforcementAction(), "active").inc());
  }

  ConstraintMetrics byConstraint() {
    return byConstraint;
  }

  void refused(String reason) {
    refused.labelValues(reason).inc();
  }

  void reloaded(String what, boolean success) {
    reloads.labelValues(what, success ? "success" : "failure").inc();
  }

  void stale(String what, boolean isStale) {
    stale.labelValues(what).set(isStale ? 1 : 0);
  }

  void certificateExpires(Instant when) {
    certificateExpiry.set(when.getEpochSecond());
  }

  MetricSnapshots scrape() {
    return registry.scrape();
  }
}
