package dev.gatehouse.policy.match;

import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.ReviewSource;
import org.jspecify.annotations.Nullable;

/**
 * What is matched: one object with its surroundings.
 *
 * @param object the object
 * @param namespace the Namespace that the object is in, null for an object of the cluster and where
 *     it is not known
 * @param source where the object comes from
 */
public record Subject(
    KubernetesObject object, @Nullable KubernetesObject namespace, ReviewSource source) {

  /** Whether it is in a namespace: it says so, or a Namespace came with it. */
  boolean isInNamespace() {
    return !object.namespace().isEmpty() || namespace != null;
  }

  /**
   * The name that namespace criteria compare: a Namespace's own, else that of the Namespace the
   * object is in. Null for other objects of the cluster, which such criteria let pass.
   */
  @Nullable
  String namespaceName() {
    if (object.isNamespace()) {
      return object.name();
    }
    if (namespace != null) {
      return namespace.name();
    }
    return object.namespace().isEmpty() ? null : object.namespace();
  }
}
