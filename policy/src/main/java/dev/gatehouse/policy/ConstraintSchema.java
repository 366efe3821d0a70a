package dev.gatehouse.policy;

import dev.gatehouse.kube.KubernetesObject;
import java.util.List;

/** What the constraints of one template must look like. */
final class ConstraintSchema {

  /**
   * Checks what makes an object a constraint at all.
   *
   * @throws InvalidResourceException if it has no name or kind, or is of another group
   */
  static void checkIdentity(KubernetesObject constraint, Origin origin)
      throws InvalidResourceException {
    if (constraint.name().isEmpty()) {
      throw invalid("missing metadata.name", constraint, origin, List.of("metadata"));
    }
    if (constraint.kind().isEmpty()) {
      throw invalid("missing kind", constraint, origin, List.of());
    }
    if (!constraint.group().equals(Constraint.GROUP)) {
      throw invalid("wrong API Group for Constraint \"" + constraint.name() + "\", got \""
          + constraint.group() + "\" but need \"" + Constraint.GROUP + "\"", constraint, origin,
          List.of("apiVersion"));
    }
  }

  private static InvalidResourceException invalid(
      String message, KubernetesObject constraint, Origin origin, List<String> path) {
    return InvalidResourceException.at(InvalidResourceException.Fault.INVALID,
        "invalid Constraint: " + message, constraint, origin, path);
  }

  void check(KubernetesObject constraint, Origin origin) throws InvalidResourceException {
    throw InvalidResourceException.of(
        InvalidResourceException.Fault.SCHEMA, "", constraint, origin);
  }

  KubernetesObject withDefaults(KubernetesObject constraint) {
    return constraint;
  }
}
