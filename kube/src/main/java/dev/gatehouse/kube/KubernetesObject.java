package dev.gatehouse.kube;

import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import org.jspecify.annotations.Nullable;

/** An object of the Kubernetes API; its identity is read once, when it is made. */
public final class KubernetesObject {

  private static final StringValue API_VERSION = StringValue.of("apiVersion");
  private static final StringValue KIND = StringValue.of("kind");
  private static final StringValue METADATA = StringValue.of("metadata");
  private static final StringValue NAME = StringValue.of("name");
  private static final StringValue GENERATE_NAME = StringValue.of("generateName");
  private static final StringValue NAMESPACE = StringValue.of("namespace");
  private static final StringValue LABELS = StringValue.of("labels");
  private static final StringValue ANNOTATIONS = StringValue.of("annotations");

  private final ObjectValue value;
  private final ObjectValue metadata;
  private final GroupVersionKind type;
  private final String name;
  private final String namespace;
  private final ObjectValue labels;

  private KubernetesObject(ObjectValue value) {
    this.value = value;
    this.metadata = object(value.get(METADATA));
    this.type = GroupVersionKind.of(string(value.get(API_VERSION)), string(value.get(KIND)));
    this.name = string(metadata.get(NAME));
    this.namespace = string(metadata.get(NAMESPACE));
    this.labels = strings(metadata.get(LABELS));
  }

  public static KubernetesObject of(ObjectValue value) {
    return new KubernetesObject(value);
  }

  /** The whole object. */
  public ObjectValue value() {
    return value;
  }

  public String apiVersion() {
    return string(value.get(API_VERSION));
  }

  /** Group, version and kind; {@link GroupVersionKind#NONE} where the {@code apiVersion} is malformed. */
  public GroupVersionKind type() {
    return type;
  }

  public String group() {
    return type.group();
  }

  public String kind() {
    return type.kind();
  }

  /** The name, empty where there is none. */
  public String name() {
    return name;
  }

  /** The prefix of a name that the API server completes, empty where there is none. */
  public String generateName() {
    return string(metadata.get(GENERATE_NAME));
  }

  /** The namespace that the object says it is in, empty where it says none. */
  public String namespace() {
    return namespace;
  }

  /** The labels; none at all where a label's value is no string. */
  public ObjectValue labels() {
    return labels;
  }

  /** The annotations; none at all where an annotation's value is no string. */
  public ObjectValue annotations() {
    return strings(metadata.get(ANNOTATIONS));
  }

  /** The object's metadata, empty where it has none. */
  public ObjectValue metadata() {
    return metadata;
  }

  /** Whether this is a core {@code Namespace}, which policies treat apart from other objects. */
  public boolean isNamespace() {
    return type.kind().equals("Namespace") && type.group().isEmpty();
  }

  /** The value at a path of fields, or null if there is none. */
  public @Nullable Value at(String... path) {
    Value current = value;
    for (var field : path) {
      if (!(current instanceof ObjectValue object)) {
        return null;
      }
      var next = object.get(field);
      if (next == null) {
        return null;
      }
      current = next;
    }
    return current;
  }

  /** The string at a path of fields, empty if there is none. */
  public String textAt(String... path) {
    return string(at(path));
  }

  /** This object with one of its metadata's fields set. */
  public KubernetesObject withMetadata(String field, Value changed) {
    return of(value.with(METADATA, metadata.with(field, changed)));
  }

  /** This object in another namespace, or in none if the name is empty. */
  public KubernetesObject withNamespace(String changed) {
    if (changed.equals(namespace)) {
      return this;
    }
    return changed.isEmpty()
        ? of(value.with(METADATA, metadata.without(NAMESPACE)))
        : withMetadata("namespace", StringValue.of(changed));
  }

  /** This object as one of another type. */
  public KubernetesObject withType(GroupVersionKind changed) {
    return of(value.toBuilder()
        .put(API_VERSION, StringValue.of(changed.apiVersion()))
        .put(KIND, StringValue.of(changed.kind()))
        .build());
  }

  private static String string(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }

  private static ObjectValue object(@Nullable Value value) {
    return value instanceof ObjectValue object ? object : ObjectValue.EMPTY;
  }

  /** A map of strings as the API machinery reads labels: null counts as empty, other types spoil all. */
  private static ObjectValue strings(@Nullable Value value) {
    if (!(value instanceof ObjectValue map)) {
      return ObjectValue.EMPTY;
    }
    var clean = map;
    for (var i = 0; i < map.size(); i++) {
      if (map.valueAt(i) instanceof NullValue) {
        clean = clean.with(map.keyAt(i), StringValue.of(""));
      } else if (!(map.valueAt(i) instanceof StringValue)) {
        return ObjectValue.EMPTY;
      }
    }
    return clean;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KubernetesObject that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** {@code kind namespace/name}. */
  @Override
  public String toString() {
    return type.kind() + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
