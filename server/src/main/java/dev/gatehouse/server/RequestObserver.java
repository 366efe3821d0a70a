package dev.gatehouse.server;

import dev.gatehouse.kube.AdmissionRequest;

/** Writes the log lines and counts of requests that did not come to a decision. */
final class RequestObserver {

  private final EventLog log;
  private final ServerMetrics metrics;

  RequestObserver(EventLog log, ServerMetrics metrics) {
    this.log = log;
    this.metrics = metrics;
  }

  void refused(Refusal refusal, String message) {
    metrics.refused(refusal.label());
    log.warn("refused request").with("reason", refusal.label()).with("error", message).write();
  }

  void late(AdmissionRequest request) {
    metrics.refused("late");
    log.warn("request waited until its deadline").with("uid", request.uid()).write();
  }

  void failed(String uid, Throwable failure) {
    log.error("request failed").with("uid", uid).with(failure).write();
  }
}
