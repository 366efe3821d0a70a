package dev.gatehouse.cli.review;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.kube.AdmissionReview;
import dev.gatehouse.kube.KubernetesObject;
import java.util.Locale;
import java.util.UUID;

/**
 * An AdmissionReview to be answered, and what people call its object.
 *
 * @param file where it came from
 * @param title what people call the object, such as {@code Pod shop/nginx}
 */
public record ReviewRequest(String file, String title, ObjectValue review) {

  /** The review itself if the object is one, otherwise that of a request to create the object. */
  public static ReviewRequest of(String file, KubernetesObject object) {
    if (AdmissionReview.isReview(object)) {
      return new ReviewRequest(file, titleOf(object), object.value());
    }
    return new ReviewRequest(file, title(object), creation(object));
  }

  private static String titleOf(KubernetesObject review) {
    var operation = review.textAt("request", "operation");
    for (var side : new String[]{"object", "oldObject"}) {
      if (review.at("request", side) instanceof ObjectValue value) {
        return (operation + " " + title(KubernetesObject.of(value))).strip();
      }
    }
    return (operation + " " + review.textAt("request", "kind", "kind")).strip();
  }

  private static String title(KubernetesObject object) {
    var name = object.name().isEmpty() ? object.generateName() + "*" : object.name();
    return object.kind() + " "
        + (object.namespace().isEmpty() ? name : object.namespace() + "/" + name);
  }

  private static ObjectValue creation(KubernetesObject object) {
    var type = object.type();
    var kind = ObjectValue.builder().put("group", StringValue.of(type.group()))
        .put("version", StringValue.of(type.version())).put("kind", StringValue.of(type.kind()))
        .build();
    var resource = ObjectValue.builder().put("group", StringValue.of(type.group()))
        .put("version", StringValue.of(type.version()))
        .put("resource", StringValue.of(plural(type.kind()))).build();
    var user = ObjectValue.of("username", StringValue.of("gatehouse-review"), "groups",
        ArrayValue.of(StringValue.of("system:authenticated")));
    var request = ObjectValue.builder()
        .put("uid", StringValue.of(UUID.randomUUID().toString())).put("kind", kind)
        .put("resource", resource).put("requestKind", kind).put("requestResource", resource)
        .put("operation", StringValue.of("CREATE")).put("userInfo", user)
        .put("object", object.value()).put("oldObject", NullValue.NULL)
        .put("dryRun", BooleanValue.TRUE);
    if (!object.name().isEmpty()) {
      request.put("name", StringValue.of(object.name()));
    }
    if (!object.namespace().isEmpty()) {
      request.put("namespace", StringValue.of(object.namespace()));
    }
    return ObjectValue.builder().put("apiVersion", StringValue.of(AdmissionReview.V1))
        .put("kind", StringValue.of(AdmissionReview.KIND)).put("request", request.build()).build();
  }

  /** The resource of a kind, by the rule that the API's own kinds follow. */
  private static String plural(String kind) {
    var lower = kind.toLowerCase(Locale.ROOT);
    if (lower.endsWith("s") || lower.endsWith("x")) {
      return lower + "es";
    }
    return lower.endsWith("y") && !lower.endsWith("ay") && !lower.endsWith("ey")
        ? lower.substring(0, lower.length() - 1) + "ies"
        : lower + "s";
  }
}
