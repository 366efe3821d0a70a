package dev.gatehouse.policy.admission;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.EnforcementPoint;
import dev.gatehouse.policy.Exclusions;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.Review;
import dev.gatehouse.policy.ReviewException;
import dev.gatehouse.policy.ReviewOptions;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.expansion.ExpansionException;
import dev.gatehouse.policy.expansion.Resultant;
import java.util.List;
import java.util.Optional;

/** Answers admission requests as Gatekeeper's webhook {@code /v1/admit} does. */
public final class Admission {

  private static final int INTERNAL_ERROR = 500;
  private static final StringValue NAMESPACE = StringValue.of("namespace");

  private final String serviceAccount;
  private final OwnResources ownResources;
  private final UnknownNamespace unknownNamespace;

  /** What to do with a request whose namespace is not known. */
  public enum UnknownNamespace {
    /** Refuse it with an error, as Gatekeeper does. */
    REFUSE,
    /** Judge it as if the namespace were there, without labels of its own. */
    ASSUME
  }

  /**
   * An admission.
   *
   * @param namespace the gate's own namespace; its service account {@code gatekeeper-admin} there is
   *     not judged
   * @param options what the code of templates may do that are sent for admission
   * @param unknownNamespace what to do with a request whose namespace is not known
   */
  public Admission(
      String namespace, TemplateOptions options, UnknownNamespace unknownNamespace) {
    this.serviceAccount = "system:serviceaccount:" + namespace + ":gatekeeper-admin";
    this.ownResources = new OwnResources(options);
    this.unknownNamespace = unknownNamespace;
  }

  /** Answers one request. */
  public AdmissionOutcome admit(
      PolicySet policies, AdmissionRequest request, ReviewOptions options) {
    if (request.username().equals(serviceAccount)) {
      return allowed(request, "Gatekeeper does not self-manage",
          AdmissionOutcome.Status.UNCOUNTED);
    }
    var refusal = ownResources.check(policies, request);
    if (refusal.isPresent()) {
      return new AdmissionOutcome(
          refusal.get(), Optional.empty(), AdmissionOutcome.Status.UNCOUNTED);
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

  private Decision decide(PolicySet policies, AdmissionRequest request, ReviewOptions options)
      throws ReviewException {
    var asked = withoutOwnNamespace(request);
    var namespace = namespace(policies, asked);
    var resultants = resultants(policies, asked, namespace);
    try {
      var decision = policies.review(
          Review.of(asked, namespace), EnforcementPoint.WEBHOOK, options);
      return resultants.isEmpty()
          ? decision
          : withImplied(policies, asked, decision, new Implied(resultants, namespace, options));
    } catch (ReviewException e) {
      throw new ReviewException(
          "error reviewing resource " + request.name() + ": " + e.getMessage());
    }
  }

  /** The Namespace of a Namespace is itself, also where the request repeats its name. */
  private static AdmissionRequest withoutOwnNamespace(AdmissionRequest request) {
    var kind = request.kind();
    return kind.kind().equals("Namespace") && kind.group().isEmpty()
        && !request.namespace().isEmpty()
            ? AdmissionRequest.of(request.value().without(NAMESPACE))
            : request;
  }

  private Optional<KubernetesObject> namespace(PolicySet policies, AdmissionRequest request)
      throws ReviewException {
    var name = request.namespace();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    var known = policies.inventory().namespace(name);
    if (known.isPresent()) {
      return known;
    }
    return switch (unknownNamespace) {
      case REFUSE -> throw new ReviewException(
          "failed to create augmentedReview: namespaces " + StringValue.of(name) + " not found");
      case ASSUME -> Optional.of(AssumedNamespace.of(name));
    };
  }

  private static List<Resultant> resultants(PolicySet policies, AdmissionRequest request,
      Optional<KubernetesObject> namespace) throws ReviewException {
    var subject = request.subject();
    if (subject.isEmpty()) {
      return List.of();
    }
    var object = subject.get();
    if (object.kind().isEmpty() && object.textAt("kind").isEmpty()) {
      throw new ReviewException("error decoding generator resource " + request.name()
          + ": Object 'Kind' is missing in '" + Json.write(object.value()) + "'");
    }
    try {
      if (policies.expander().isEmpty() && !request.kind().isEmpty()) {
        return List.of();
      }
      return policies.expander().expand(
          object.withType(request.kind()).withNamespace(request.namespace()), namespace);
    } catch (ExpansionException e) {
      throw new ReviewException("unable to expand object: " + e.getMessage());
    }
  }

  /** What a request leads to, and how that is reviewed. */
  private record Implied(
      List<Resultant> resultants, Optional<KubernetesObject> namespace, ReviewOptions options) {}

  private static Decision withImplied(PolicySet policies, AdmissionRequest request,
      Decision decision, Implied implied) throws ReviewException {
    var all = decision;
    for (var resultant : implied.resultants()) {
      var review = Review.generated(
          resultant.object(), implied.namespace(), request.operation());
      var child = policies.review(review, EnforcementPoint.WEBHOOK, implied.options());
      all = all.implying(child, resultant.template(), resultant.enforcementAction());
    }
    return all;
  }
}
