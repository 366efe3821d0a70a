package dev.gatehouse.kube;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code request} of an admission review: what somebody wants to do to which object. */
public final class AdmissionRequest {

  private final ObjectValue value;
  private final String uid;
  private final GroupVersionKind kind;
  private final String name;
  private final String namespace;
  private final String operation;
  private final @Nullable KubernetesObject object;
  private final @Nullable KubernetesObject oldObject;

  private AdmissionRequest(ObjectValue value) {
    this.value = value;
    this.uid = text(value.get("uid"));
    this.kind = type(value.get("kind"), "kind");
    this.name = text(value.get("name"));
    this.namespace = text(value.get("namespace"));
    this.operation = text(value.get("operation"));
    this.object = value.get("object") instanceof ObjectValue o ? KubernetesObject.of(o) : null;
    this.oldObject = value.get("oldObject") instanceof ObjectValue o
        ? KubernetesObject.of(o)
        : null;
  }

  /** Reads a request; {@link AdmissionReview#parse} checks it. */
  public static AdmissionRequest of(ObjectValue value) {
    return new AdmissionRequest(value);
  }

  /** The request as it came. */
  public ObjectValue value() {
    return value;
  }

  public String uid() {
    return uid;
  }

  /** The type of the object. */
  public GroupVersionKind kind() {
    return kind;
  }

  /** Group, version and resource (in place of the kind), such as {@code pods}. */
  public GroupVersionKind resource() {
    return type(value.get("resource"), "resource");
  }

  /** The subresource, such as {@code scale}, empty if there is none. */
  public String subResource() {
    return text(value.get("subResource"));
  }

  /** The object's name; empty when the API server is to make it up. */
  public String name() {
    return name;
  }

  /** The object's namespace, empty for objects of the cluster. */
  public String namespace() {
    return namespace;
  }

  /** The operation, empty if the request names none or an unknown one. */
  public Optional<Operation> operation() {
    return Operation.of(operation);
  }

  /** The operation as it was written, may be empty. */
  public String operationName() {
    return operation;
  }

  public boolean isDelete() {
    return operation.equals("DELETE");
  }

  /** The name of the user who asks. */
  public String username() {
    return value.get("userInfo") instanceof ObjectValue user ? text(user.get("username")) : "";
  }

  /** The UID of the user who asks, empty if unknown. */
  public String userUid() {
    return value.get("userInfo") instanceof ObjectValue user ? text(user.get("uid")) : "";
  }

  /** The groups of the user who asks. */
  public List<String> groups() {
    var groups = new ArrayList<String>();
    if (value.get("userInfo") instanceof ObjectValue user
        && user.get("groups") instanceof ArrayValue names) {
      names.forEach(name -> groups.add(text(name)));
    }
    return List.copyOf(groups);
  }

  /** The object as it would become; empty for most deletes. */
  public Optional<KubernetesObject> object() {
    return Optional.ofNullable(object);
  }

  /** The object as it is; empty for creates. */
  public Optional<KubernetesObject> oldObject() {
    return Optional.ofNullable(oldObject);
  }

  /** The object that the request is about: the old one when it is deleted, else the new one. */
  public Optional<KubernetesObject> subject() {
    return isDelete() ? oldObject() : object();
  }

  /** Whether nothing is stored in the end, whatever the decision. */
  public boolean isDryRun() {
    return value.get("dryRun") instanceof BooleanValue dryRun && dryRun.value();
  }

  private static GroupVersionKind type(@Nullable Value value, String kindField) {
    return value instanceof ObjectValue type
        ? new GroupVersionKind(text(type.get("group")), text(type.get("version")),
            text(type.get(kindField)))
        : GroupVersionKind.NONE;
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }
}
