package dev.gatehouse.policy;

import java.util.Optional;

/** A place where policy is enforced; a constraint may act differently at each. */
public enum EnforcementPoint {

  /** The admission webhook. */
  WEBHOOK("validation.gatekeeper.sh"),
  /** The audit of what is in the cluster already. */
  AUDIT("audit.gatekeeper.sh"),
  /** Commands that people and pipelines run. */
  GATOR("gator.gatekeeper.sh"),
  /** The API server's own ValidatingAdmissionPolicy. */
  VALIDATING_ADMISSION_POLICY("vap.k8s.io");

  private final String id;

  EnforcementPoint(String id) {
    this.id = id;
  }

  /** The name that constraints use. */
  public String id() {
    return id;
  }

  /** The point of a name, empty for an unknown one. */
  public static Optional<EnforcementPoint> of(String id) {
    for (var point : values()) {
      if (point.id.equals(id)) {
        return Optional.of(point);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return id;
  }
}
