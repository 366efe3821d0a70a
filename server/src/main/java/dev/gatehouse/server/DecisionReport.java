package dev.gatehouse.server;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.Constraint;
import dev.gatehouse.policy.EnforcementAction;
import dev.gatehouse.policy.EvaluationObserver;
import dev.gatehouse.policy.Result;
import dev.gatehouse.policy.admission.AdmissionOutcome;
import dev.gatehouse.policy.admission.AdmissionOutcome.Status;

/**
 * Counts decisions and logs violations, one line each with the fields that Gatekeeper logs with
 * {@code --log-denies}.
 */
final class DecisionReport implements EvaluationObserver {

  private final EventLog log;
  private final ServerMetrics metrics;
  private final boolean logDenials;

  DecisionReport(GateServer.Reporting reporting, boolean logDenials) {
    this.log = reporting.log();
    this.metrics = reporting.metrics();
    this.logDenials = logDenials;
  }

  @Override
  public void evaluated(Constraint constraint, long nanos) {
    metrics.byConstraint().evaluated(constraint, nanos);
  }

  void decided(AdmissionRequest request, AdmissionOutcome outcome, long nanos) {
    if (outcome.status() != Status.UNCOUNTED) {
      metrics.decided(outcome.status().label(), request.isDryRun(), nanos);
    }
    if (outcome.status() == Status.ERROR) {
      log.error("request could not be judged")
          .with("uid", request.uid())
          .with("error", outcome.response().message())
          .write();
    }
    outcome.decision().ifPresent(decision -> {
      for (var result : decision.results()) {
        violated(request, result);
      }
    });
  }

  private void violated(AdmissionRequest request, Result result) {
    var constraint = result.constraint();
    metrics.byConstraint().violated(result);
    if (logDenials && !result.actions().isEmpty()) {
      var type = constraint.object().type();
      log.info("denied admission: " + result.message())
          .with("logger", "webhook")
          .with("hookType", "validation")
          .with("process", "admission")
          .with("details", result.details().orElse(ObjectValue.EMPTY))
          .with("event_type", "violation")
          .with("constraint_name", constraint.name())
          .with("constraint_group", type.group())
          .with("constraint_api_version", type.version())
          .with("constraint_kind", constraint.kind())
          .with("constraint_action", result.enforcementAction())
          .with("constraint_enforcement_actions",
              result.actions().stream().map(EnforcementAction::id).toList())
          .with("resource_group", request.kind().group())
          .with("resource_api_version", request.kind().version())
          .with("resource_kind", request.kind().kind())
          .with("resource_namespace", request.namespace())
          .with("resource_name", name(request))
          .with("request_username", request.username())
          .with("request_uid", request.uid())
          .write();
    }
  }

  /** A created object may have no name yet but the one it asks for. */
  private static String name(AdmissionRequest request) {
    return request.name().isEmpty()
        ? request.subject().map(KubernetesObject::name).orElse("")
        : request.name();
  }
}
