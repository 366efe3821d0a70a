package dev.gatehouse.cli.judge;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.kube.KubernetesObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Namespaces among some objects, as gator sees them: {@code default} is there even where nobody
 * says so, and an object that names no namespace is in one without name and labels, for a manifest
 * does not tell whether its kind is one of the cluster.
 */
public final class Namespaces {

  private static final String DEFAULT = "default";

  private final Map<String, KubernetesObject> byName;

  private Namespaces(Map<String, KubernetesObject> byName) {
    this.byName = byName;
  }

  public static Namespaces among(List<KubernetesObject> objects) {
    var byName = new HashMap<String, KubernetesObject>();
    byName.put("", namespace(ObjectValue.EMPTY));
    byName.put(DEFAULT, namespace(ObjectValue.of("name", StringValue.of(DEFAULT))));
    for (var object : objects) {
      if (object.isNamespace()) {
        byName.put(object.name(), object);
      }
    }
    return new Namespaces(byName);
  }

  private static KubernetesObject namespace(ObjectValue metadata) {
    return KubernetesObject.of(ObjectValue.builder().put("apiVersion", StringValue.of("v1"))
        .put("kind", StringValue.of("Namespace")).put("metadata", metadata).build());
  }

  /** The Namespace that an object is in, if that is here. */
  public Optional<KubernetesObject> of(KubernetesObject object) {
    return Optional.ofNullable(byName.get(object.namespace()));
  }
}
