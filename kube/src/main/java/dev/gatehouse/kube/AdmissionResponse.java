package dev.gatehouse.kube;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.Base64;
import java.util.List;

/**
 * The answer to an admission request.
 *
 * @param uid the request's uid
 * @param allowed whether the request may go on
 * @param code the status code, as in HTTP: 200, 299 for warnings alone, 403, 422 or 500
 * @param reason the machine-readable reason, such as {@code Forbidden}, may be empty
 * @param message what people are told, may be empty
 * @param warnings what people are told although the request goes on, in order
 * @param patch how the object is changed on its way in, in order
 */
public record AdmissionResponse(
    String uid,
    boolean allowed,
    int code,
    String reason,
    String message,
    List<String> warnings,
    List<PatchOperation> patch) {

  private static final int OK = 200;
  private static final int WARNING = 299;
  private static final int FORBIDDEN = 403;

  public AdmissionResponse {
    warnings = List.copyOf(warnings);
    patch = List.copyOf(patch);
  }

  private AdmissionResponse(
      String uid, boolean allowed, int code, String reason, String message, List<String> warnings) {
    this(uid, allowed, code, reason, message, warnings, List.of());
  }

  /** This answer with changes to the object. */
  public AdmissionResponse withPatch(List<PatchOperation> changes) {
    return new AdmissionResponse(uid, allowed, code, reason, message, warnings, changes);
  }

  /** Lets the request go on, with warnings if there are any. */
  public static AdmissionResponse allow(String uid, List<String> warnings) {
    return new AdmissionResponse(uid, true, warnings.isEmpty() ? OK : WARNING, "", "", warnings);
  }

  /** Lets the request go on and says why it was not judged. */
  public static AdmissionResponse allow(String uid, String message) {
    return new AdmissionResponse(uid, true, OK, "", message, List.of());
  }

  /** Stops the request: policy forbids it. */
  public static AdmissionResponse deny(String uid, String message, List<String> warnings) {
    return new AdmissionResponse(uid, false, FORBIDDEN, "Forbidden", message, warnings);
  }

  /** Stops the request: it could not be judged, or is itself at fault. */
  public static AdmissionResponse error(String uid, int code, String message) {
    return new AdmissionResponse(uid, false, code, "", message, List.of());
  }

  /** The {@code response} of a review. */
  public ObjectValue toValue() {
    var status = ObjectValue.builder()
        .put("metadata", ObjectValue.EMPTY)
        .put("code", IntegerValue.of(code));
    if (!reason.isEmpty()) {
      status.put("reason", StringValue.of(reason));
    }
    if (!message.isEmpty()) {
      status.put("message", StringValue.of(message));
    }
    var response = ObjectValue.builder()
        .put("uid", StringValue.of(uid))
        .put("allowed", BooleanValue.of(allowed))
        .put("status", status.build());
    if (!warnings.isEmpty()) {
      response.put("warnings",
          ArrayValue.of(warnings.stream().map(StringValue::of).toArray(Value[]::new)));
    }
    if (!patch.isEmpty()) {
      response.put("patchType", StringValue.of("JSONPatch"));
      response.put("patch", StringValue.of(encodedPatch()));
    }
    return response.build();
  }

  private String encodedPatch() {
    var operations = ArrayValue
        .of(patch.stream().map(PatchOperation::toValue).toArray(Value[]::new));
    return Base64.getEncoder().encodeToString(Json.writeBytes(operations));
  }

  /** The whole review, in the API version of the request. */
  public ObjectValue toReview(String apiVersion) {
    return ObjectValue.builder()
        .put("kind", StringValue.of(AdmissionReview.KIND))
        .put("apiVersion", StringValue.of(apiVersion))
        .put("response", toValue())
        .build();
  }
}
