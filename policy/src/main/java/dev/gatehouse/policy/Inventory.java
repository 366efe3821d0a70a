package dev.gatehouse.policy;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.KubernetesObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects that are in the cluster, as policies read them below {@code data.inventory}:
 * {@code namespace[ns][groupVersion][kind][name]} and {@code cluster[groupVersion][kind][name]}.
 */
public final class Inventory {

  public static final Inventory EMPTY = new Builder().build();

  private final Map<Key, KubernetesObject> objects;
  private final Map<String, KubernetesObject> hiddenNamespaces;
  private final Map<String, KubernetesObject> namespaces;
  private final ObjectValue value;

  private Inventory(
      Map<Key, KubernetesObject> objects, Map<String, KubernetesObject> hiddenNamespaces) {
    this.objects = Map.copyOf(objects);
    this.hiddenNamespaces = Map.copyOf(hiddenNamespaces);
    this.namespaces = namespaces(objects, hiddenNamespaces);
    this.value = tree(objects);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** A builder that holds these objects. */
  public Builder toBuilder() {
    var builder = new Builder();
    builder.objects.putAll(objects);
    builder.hiddenNamespaces.putAll(hiddenNamespaces);
    return builder;
  }

  /** What is below {@code data.inventory}. */
  public ObjectValue value() {
    return value;
  }

  /** The Namespace of a name, if it is here. */
  public Optional<KubernetesObject> namespace(String name) {
    return Optional.ofNullable(namespaces.get(name));
  }

  /** How many objects are here. */
  public int size() {
    return objects.size();
  }

  private static Map<String, KubernetesObject> namespaces(
      Map<Key, KubernetesObject> objects, Map<String, KubernetesObject> hidden) {
    var namespaces = new HashMap<>(hidden);
    for (var object : objects.values()) {
      if (object.isNamespace()) {
        namespaces.put(object.name(), object);
      }
    }
    return Map.copyOf(namespaces);
  }

  private static ObjectValue tree(Map<Key, KubernetesObject> objects) {
    var root = new Node();
    for (var entry : objects.entrySet()) {
      var key = entry.getKey();
      var parent = key.namespace.isEmpty()
          ? root.child("cluster")
          : root.child("namespace").child(key.namespace);
      parent.child(key.apiVersion).child(key.kind).child(key.name).leaf = FloatNumbers
          .of(entry.getValue().value());
    }
    return (ObjectValue) root.build();
  }

  /** Where an object stands. */
  private record Key(String namespace, String apiVersion, String kind, String name) {

    static Key of(KubernetesObject object) {
      return new Key(
          object.namespace(), object.type().apiVersion(), object.kind(), object.name());
    }
  }

  /** A level of the tree while it is made. */
  private static final class Node {

    private final Map<String, Node> children = new TreeMap<>(StringValue::compareUtf8);
    private @Nullable Value leaf;

    Node child(String name) {
      return children.computeIfAbsent(name, absent -> new Node());
    }

    Value build() {
      if (leaf != null) {
        return leaf;
      }
      var object = ObjectValue.builder();
      children.forEach((name, child) -> object.put(name, child.build()));
      return object.build();
    }
  }

  /** Collects objects; not for use by several threads. */
  public static final class Builder {

    private final Map<Key, KubernetesObject> objects = new HashMap<>();
    private final Map<String, KubernetesObject> hiddenNamespaces = new HashMap<>();

    /**
     * Adds an object, in place of one of the same type and name.
     *
     * @throws InvalidResourceException if it has no version or no kind
     */
    public Builder add(KubernetesObject object) throws InvalidResourceException {
      if (object.type().version().isEmpty()) {
        throw unusable(object, "version");
      }
      if (object.kind().isEmpty()) {
        throw unusable(object, "kind");
      }
      objects.put(Key.of(object), object);
      return this;
    }

    /** Adds a Namespace that objects are matched with but that policies do not see. */
    public Builder addHidden(KubernetesObject namespace) {
      hiddenNamespaces.put(namespace.name(), namespace);
      return this;
    }

    /** Takes an object out, if it is here. */
    public Builder remove(KubernetesObject object) {
      objects.remove(Key.of(object));
      return this;
    }

    public Inventory build() {
      return new Inventory(objects, hiddenNamespaces);
    }

    private static InvalidResourceException unusable(KubernetesObject object, String missing) {
      var message = "invalid request object: resource " + object.name() + " has no " + missing;
      return InvalidResourceException.of(
          InvalidResourceException.Fault.INVALID, message, object, Origin.UNKNOWN);
    }
  }
}
