package dev.gatehouse.cli.judge;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.kube.KubernetesObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Namespaces among some objects; {@code default} is there even where nobody says so. */
public final class Namespaces {

  private static final String DEFAULT = "default";

  private final Map<String, KubernetesObject> byName;

  private Namespaces(Map<String, KubernetesObject> byName) {
    this.byName = byName;
  }

  public static Namespaces among(List<KubernetesObject> objects) {
    var byName = new HashMap<String, KubernetesObject>();
    byName.put(DEFAULT, KubernetesObject.of(ObjectValue.builder()
        .put("apiVersion", StringValue.of("v1")).put("kind", StringValue.of("Namespace"))
        .put("metadata", ObjectValue.of("name", StringValue.of(DEFAULT))).build()));
    for (var object : objects) {
      if (object.isNamespace()) {
        byName.put(object.name(), object);
      }
    }
    return new Namespaces(byName);
  }

  /** The Namespace that an object is in, if it is in one and that is here. */
  public Optional<KubernetesObject> of(KubernetesObject object) {
    return Optional.ofNullable(byName.get(object.namespace()));
  }
}
