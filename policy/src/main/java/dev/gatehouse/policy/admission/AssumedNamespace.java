package dev.gatehouse.policy.admission;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.kube.KubernetesObject;

/** A Namespace of which only the name is known. */
final class AssumedNamespace {

  private AssumedNamespace() {}

  static KubernetesObject of(String name) {
    var labels = ObjectValue.of("kubernetes.io/metadata.name", StringValue.of(name));
    return KubernetesObject.of(ObjectValue.builder()
        .put("apiVersion", StringValue.of("v1"))
        .put("kind", StringValue.of("Namespace"))
        .put("metadata", ObjectValue.of("name", StringValue.of(name), "labels", labels))
        .build());
  }
}
