package dev.gatehouse.policy;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.GroupVersionKind;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.kube.Operation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object to be judged, with all that policy may know of it. What policies see as
 * {@code input.review} is made once and shared by all of them.
 */
public final class Review {

  private static final String TARGET = "admission.k8s.gatekeeper.sh";
  private static final Value NO_TEXT = StringValue.of("");
  private static final List<String> OPTIONAL_TEXTS = List.of("subResource", "requestSubResource",
      "name", "namespace");

  private final ObjectValue input;
  private final @Nullable KubernetesObject object;
  private final @Nullable KubernetesObject oldObject;
  private final @Nullable KubernetesObject namespace;
  private final String namespaceName;
  private final String operation;
  private final ReviewSource source;

  private Review(Builder builder) {
    this.object = builder.object;
    this.oldObject = builder.oldObject;
    this.namespace = builder.namespace;
    this.namespaceName = builder.namespaceName;
    this.operation = builder.operation;
    this.source = builder.source;
    this.input = FloatNumbers.of(builder.input());
  }

  /**
   * The review of a request of the API server.
   *
   * @param namespace the Namespace that the object is in, if it is in one and that is known; policies
   *     see it as {@code input.review.namespaceObject}
   * @throws ReviewException if the request deletes something and does not say what
   */
  public static Review of(AdmissionRequest request, Optional<KubernetesObject> namespace)
      throws ReviewException {
    return new Builder(request, namespace.orElse(null), namespace.orElse(null)).build();
  }

  /**
   * The review of a bare object, as commands and audits do it.
   *
   * @param namespace the Namespace that it is matched with, if there is one; policies do not see it
   */
  public static Review of(
      KubernetesObject object, Optional<KubernetesObject> namespace, ReviewSource source) {
    return new Builder(object, namespace.orElse(null), null, "", source).plain();
  }

  /**
   * The review of an object that a request leads to.
   *
   * @param namespace the Namespace that it is in, if that is known; policies see it
   * @param operation what the request wants to do
   * @throws ReviewException never, for an object that is there
   */
  public static Review generated(
      KubernetesObject object, Optional<KubernetesObject> namespace, Optional<Operation> operation)
      throws ReviewException {
    return new Builder(object, namespace.orElse(null), namespace.orElse(null),
        operation.map(Operation::name).orElse(""), ReviewSource.GENERATED).build();
  }

  /** What policies see as {@code input.review}. */
  public ObjectValue input() {
    return input;
  }

  /** The object as it would become; the old one when it is deleted. */
  public Optional<KubernetesObject> object() {
    return Optional.ofNullable(object);
  }

  /** The object as it is, where it exists. */
  public Optional<KubernetesObject> oldObject() {
    return Optional.ofNullable(oldObject);
  }

  /** The Namespace that the object is matched with. */
  public Optional<KubernetesObject> namespace() {
    return Optional.ofNullable(namespace);
  }

  /** The name of the namespace that the request is about, empty for objects of the cluster. */
  public String namespaceName() {
    return namespaceName;
  }

  /** The operation as it was written, empty if there is none. */
  public String operation() {
    return operation;
  }

  public ReviewSource source() {
    return source;
  }

  /** Collects one review. */
  private static final class Builder {

    private final ObjectValue fields;
    private @Nullable KubernetesObject object;
    private final @Nullable KubernetesObject oldObject;
    private final @Nullable KubernetesObject namespace;
    private final @Nullable KubernetesObject visibleNamespace;
    private final String namespaceName;
    private final String operation;
    private final ReviewSource source;

    Builder(AdmissionRequest request, @Nullable KubernetesObject namespace,
        @Nullable KubernetesObject visibleNamespace) {
      this.fields = request.value();
      this.object = request.object().orElse(null);
      this.oldObject = request.oldObject().orElse(null);
      this.namespace = namespace;
      this.visibleNamespace = visibleNamespace;
      this.namespaceName = request.namespace();
      this.operation = request.operationName();
      this.source = ReviewSource.ORIGINAL;
    }

    Builder(KubernetesObject object, @Nullable KubernetesObject namespace,
        @Nullable KubernetesObject visibleNamespace, String operation, ReviewSource source) {
      var deleted = operation.equals("DELETE");
      this.fields = fieldsOf(object);
      this.object = deleted ? null : object;
      this.oldObject = deleted ? object : null;
      this.namespace = namespace;
      this.visibleNamespace = visibleNamespace;
      this.namespaceName = object.namespace();
      this.operation = operation;
      this.source = source;
    }

    Review build() throws ReviewException {
      if (operation.equals("DELETE")) {
        if (oldObject == null) {
          throw new ReviewException(TARGET + ": target.HandleReview failed for target \"" + TARGET
              + "\": oldObject cannot be nil for DELETE operations\n");
        }
        object = oldObject;
      }
      return new Review(this);
    }

    Review plain() {
      return new Review(this);
    }

    private static ObjectValue fieldsOf(KubernetesObject object) {
      return ObjectValue.builder()
          .put("kind", type(object.type(), "kind"))
          .put("name", StringValue.of(object.name()))
          .put("namespace", StringValue.of(object.namespace()))
          .build();
    }

    /** The fields of an admission request, present or left out as Gatekeeper's encoding has them. */
    ObjectValue input() {
      var input = ObjectValue.builder()
          .put("uid", text("uid"))
          .put("kind", type(fields.get("kind"), "kind"))
          .put("resource", type(fields.get("resource"), "resource"))
          .put("operation", StringValue.of(operation))
          .put("userInfo", userInfo())
          .put("object", valueOf(object))
          .put("oldObject", valueOf(oldObject))
          .put("options", orNull(fields.get("options")))
          .put("namespaceObject",
              visibleNamespace == null ? ObjectValue.EMPTY : namespaceObject(visibleNamespace));
      for (var field : OPTIONAL_TEXTS) {
        if (fields.get(field) instanceof StringValue text && !text.value().isEmpty()) {
          input.put(field, text);
        }
      }
      if (fields.get("requestKind") instanceof ObjectValue type) {
        input.put("requestKind", type(type, "kind"));
      }
      if (fields.get("requestResource") instanceof ObjectValue type) {
        input.put("requestResource", type(type, "resource"));
      }
      var dryRun = fields.get("dryRun");
      if (dryRun != null && !(dryRun instanceof NullValue)) {
        input.put("dryRun", dryRun);
      }
      return input.build();
    }

    private Value text(String field) {
      return fields.get(field) instanceof StringValue text ? text : NO_TEXT;
    }

    private ObjectValue userInfo() {
      if (!(fields.get("userInfo") instanceof ObjectValue user)) {
        return ObjectValue.EMPTY;
      }
      var info = ObjectValue.builder();
      for (var field : List.of("username", "uid")) {
        if (user.get(field) instanceof StringValue text && !text.value().isEmpty()) {
          info.put(field, text);
        }
      }
      if (user.get("groups") instanceof ArrayValue groups && !groups.isEmpty()) {
        info.put("groups", groups);
      }
      if (user.get("extra") instanceof ObjectValue extra && !extra.isEmpty()) {
        info.put("extra", extra);
      }
      return info.build();
    }

    private static Value type(@Nullable Value value, String kindField) {
      var type = value instanceof ObjectValue object ? object : ObjectValue.EMPTY;
      return ObjectValue.builder()
          .put("group", type.get("group") instanceof StringValue text ? text : NO_TEXT)
          .put("version", type.get("version") instanceof StringValue text ? text : NO_TEXT)
          .put(kindField, type.get(kindField) instanceof StringValue text ? text : NO_TEXT)
          .build();
    }

    private static Value type(GroupVersionKind type, String kindField) {
      return ObjectValue.builder()
          .put("group", StringValue.of(type.group()))
          .put("version", StringValue.of(type.version()))
          .put(kindField, StringValue.of(type.kind()))
          .build();
    }

    private static Value valueOf(@Nullable KubernetesObject object) {
      return object == null ? NullValue.NULL : object.value();
    }

    private static Value orNull(@Nullable Value value) {
      return value == null ? NullValue.NULL : value;
    }

    /** The Namespace as the API's own type encodes it: without type, with spec and status. */
    private static ObjectValue namespaceObject(KubernetesObject namespace) {
      var fields = ObjectValue.builder().put("metadata", namespace.metadata());
      for (var field : List.of("spec", "status")) {
        var value = namespace.value().get(field);
        fields.put(field, value instanceof ObjectValue ? value : ObjectValue.EMPTY);
      }
      return fields.build();
    }
  }
}
