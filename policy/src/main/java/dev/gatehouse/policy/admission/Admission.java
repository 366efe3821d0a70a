package dev.gatehouse.policy.admission;

import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.kube.Operation;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.EnforcementPoint;
import dev.gatehouse.policy.Exclusions;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.Review;
import dev.gatehouse.policy.ReviewException;
import dev.gatehouse.policy.ReviewOptions;
import dev.gatehouse.policy.expansion.ExpansionException;
import dev.gatehouse.policy.expansion.Resultant;
import java.util.List;
import java.util.Optional;

/** Answers admission requests as Gatekeeper's webhook {@code /v1/admit} does. */
public final class Admission {

  private static final int INTERNAL_ERROR = 500;
  private static final StringKey NAMESPACE = new StringKey("namespace");

  private record StringKey(String text) {}

  private final String serviceAccount;

  /**
   * An admission of a gate that runs in a cluster.
   *
   * @param namespace the gate's own namespace; its service account {@code gatekeeper-admin} there is
   *     not judged
   */
  public Admission(String namespace) {
    this.serviceAccount = "system:serviceaccount:" + namespace + ":gatekeeper-admin";
  }

  /** Answers one request. */
  public AdmissionOutcome admit(
      PolicySet policies, AdmissionRequest request, ReviewOptions options) {
    if (request.username().equals(serviceAccount)) {
      return allowed(request, "Gatekeeper does not self-manage",
          AdmissionOutcome.Status.UNCOUNTED);
    }
    if (isExcluded(policies, request)) {
      return allowed(request, "Namespace is set to be ignored by Gatekeeper config",
          AdmissionOutcome.Status.ALLOW);
    }
    try {
      return outcome(request, decide(policies, request, options));
    } catch (ReviewException e) {
      return new AdmissionOutcome(
          AdmissionResponse.error(request.uid(), INTERNAL_ERROR, e.getMessage()),
          Optional.empty(), AdmissionOutcome.Status.ERROR);
    }
  }

  private static AdmissionOutcome outcome(AdmissionRequest request, Decision decision) {
    var warnings = decision.warnings();
    var denials = decision.denials();
    return denials.isEmpty()
        ? new AdmissionOutcome(AdmissionResponse.allow(request.uid(), warnings),
            Optional.of(decision), AdmissionOutcome.Status.ALLOW)
        : new AdmissionOutcome(
            AdmissionResponse.deny(request.uid(), String.join("\n", denials), warnings),
            Optional.of(decision), AdmissionOutcome.Status.DENY);
  }

  private static AdmissionOutcome allowed(
      AdmissionRequest request, String message, AdmissionOutcome.Status status) {
    return new AdmissionOutcome(
        AdmissionResponse.allow(request.uid(), message), Optional.empty(), status);
  }

  private static boolean isExcluded(PolicySet policies, AdmissionRequest request) {
    return request.subject()
        .map(object -> policies.exclusions()
            .excludes(Exclusions.Process.WEBHOOK, object, request.namespace()))
        .orElse(false);
  }

  private static Decision decide(
      PolicySet policies, AdmissionRequest request, ReviewOptions options)
      throws ReviewException {
    throw new ReviewException("" + NAMESPACE + policies + request + options
        + EnforcementPoint.WEBHOOK + List.of() + Resultant.class + KubernetesObject.class
        + Operation.CREATE + Review.class + ExpansionException.class);
  }
}
