package dev.gatehouse.kube;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An admission review that came in.
 *
 * @param apiVersion {@code admission.k8s.io/v1} or {@code admission.k8s.io/v1beta1}; the answer
 *     must have the same
 * @param request what is asked
 */
public record AdmissionReview(String apiVersion, AdmissionRequest request) {

  public static final String KIND = "AdmissionReview";
  public static final String V1 = "admission.k8s.io/v1";
  public static final String V1BETA1 = "admission.k8s.io/v1beta1";

  private static final Set<String> VERSIONS = Set.of(V1, V1BETA1);
  private static final Set<String> REVIEW_FIELDS = Set.of("apiVersion", "kind", "request",
      "response");
  private static final Set<String> REQUEST_FIELDS = Set.of("uid", "kind", "resource",
      "subResource", "requestKind", "requestResource", "requestSubResource", "name", "namespace",
      "operation", "userInfo", "object", "oldObject", "dryRun", "options");

  /**
   * Reads a review and checks what an answer depends on: type, uid, and the types of all fields.
   *
   * @throws InvalidFieldsException with every error
   */
  public static AdmissionReview parse(Value value) throws InvalidFieldsException {
    return new Parser().parse(value);
  }

  /**
   * The API version that an answer should have when the review itself cannot be read:
   * {@code admission.k8s.io/v1} unless the review names a known one.
   */
  public static String versionOf(Value value) {
    return value instanceof ObjectValue review
        && review.get("apiVersion") instanceof StringValue version
        && VERSIONS.contains(version.value()) ? version.value() : V1;
  }

  /** The uid of a review that may be unreadable otherwise, empty if it has none. */
  public static String uidOf(Value value) {
    return value instanceof ObjectValue review
        && review.get("request") instanceof ObjectValue request
        && request.get("uid") instanceof StringValue uid ? uid.value() : "";
  }

  /** The fields of a review and of its request that the API does not know, by their paths. */
  public static List<String> unknownFields(ObjectValue review) {
    var unknown = new ArrayList<String>();
    addUnknown(review, "", REVIEW_FIELDS, unknown);
    if (review.get("request") instanceof ObjectValue request) {
      addUnknown(request, "request.", REQUEST_FIELDS, unknown);
    }
    return unknown;
  }

  private static void addUnknown(
      ObjectValue object, String path, Set<String> known, List<String> unknown) {
    for (var i = 0; i < object.size(); i++) {
      if (object.keyAt(i) instanceof StringValue name && !known.contains(name.value())) {
        unknown.add(path + name.value());
      }
    }
  }

  /** Whether a value says of itself that it is a review, of any version. */
  public static boolean isReview(KubernetesObject object) {
    return object.kind().equals(KIND) && object.group().equals("admission.k8s.io");
  }

  /** Checks one review. */
  private static final class Parser {

    private final List<FieldError> errors = new ArrayList<>();

    AdmissionReview parse(Value value) throws InvalidFieldsException {
      if (!(value instanceof ObjectValue review)) {
        throw new InvalidFieldsException(List.of(
            new FieldError("review", FieldError.Type.INVALID, null,
                "must be an AdmissionReview object, not " + value.typeName())));
      }
      var version = review.get("apiVersion") instanceof StringValue text ? text.value() : "";
      if (!VERSIONS.contains(version)) {
        errors.add(FieldError.unsupported("apiVersion", StringValue.of(version),
            List.of(V1, V1BETA1)));
      }
      if (!(review.get("kind") instanceof StringValue kind && kind.value().equals(KIND))) {
        errors.add(FieldError.invalid("kind", orNull(review.get("kind")), "must be " + KIND));
      }
      var request = review.get("request");
      if (request instanceof ObjectValue fields) {
        checkRequest(fields);
      } else {
        errors.add(FieldError.required("request", "there is nothing to review"));
      }
      if (!errors.isEmpty() || !(request instanceof ObjectValue fields)) {
        throw new InvalidFieldsException(errors);
      }
      return new AdmissionReview(version, AdmissionRequest.of(fields));
    }

    private void checkRequest(ObjectValue request) {
      if (!(request.get("uid") instanceof StringValue uid) || uid.value().isEmpty()) {
        errors.add(FieldError.required("request.uid", "an answer repeats the uid of its request"));
      }
      for (var field : List.of("name", "namespace", "operation", "subResource",
          "requestSubResource")) {
        check(request, "request", field, StringValue.class, "a string");
      }
      for (var field : List.of("kind", "resource", "requestKind", "requestResource", "userInfo",
          "object", "oldObject", "options")) {
        check(request, "request", field, ObjectValue.class, "an object");
      }
      check(request, "request", "dryRun", BooleanValue.class, "a boolean");
      if (request.get("userInfo") instanceof ObjectValue user) {
        check(user, "request.userInfo", "username", StringValue.class, "a string");
        check(user, "request.userInfo", "groups", ArrayValue.class, "an array");
      }
      for (var field : List.of("kind", "resource")) {
        if (request.get(field) instanceof ObjectValue type) {
          for (var part : List.of("group", "version", field)) {
            check(type, "request." + field, part, StringValue.class, "a string");
          }
        }
      }
    }

    private void check(
        ObjectValue parent, String path, String field, Class<? extends Value> type, String name) {
      var value = parent.get(field);
      if (value != null && !(value instanceof NullValue) && !type.isInstance(value)) {
        errors.add(new FieldError(path + "." + field, FieldError.Type.INVALID, null,
            "must be " + name + ", not " + value.typeName()));
      }
    }

    private static Value orNull(@Nullable Value value) {
      return value == null ? NullValue.NULL : value;
    }
  }
}
