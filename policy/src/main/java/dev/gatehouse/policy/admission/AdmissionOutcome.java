package dev.gatehouse.policy.admission;

import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.policy.Decision;
import java.util.Optional;

/**
 * The answer to an admission request and what led to it.
 *
 * @param response the answer
 * @param decision what policy said; none if policy was not asked or could not say
 * @param status how the answer is counted
 */
public record AdmissionOutcome(
    AdmissionResponse response, Optional<Decision> decision, Status status) {

  /** How an answer is counted, in Gatekeeper's terms. */
  public enum Status {
    ALLOW("allow"), DENY("deny"), ERROR("error"),
    /** The request was about a policy resource, or came from the gate itself: not counted. */
    UNCOUNTED("unknown");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    /** The value of the metrics' label {@code admission_status}. */
    public String label() {
      return label;
    }
  }
}
