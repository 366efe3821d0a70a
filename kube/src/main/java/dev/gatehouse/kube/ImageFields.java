package dev.gatehouse.kube;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The places of an object in which images stand: all kinds of containers of its Pod specification,
 * and volumes that are images. Where the specification lies is known for the workloads of Kubernetes;
 * for other kinds the caller says it.
 */
public final class ImageFields {

  private static final List<String> CONTAINERS = List.of("initContainers", "containers",
      "ephemeralContainers");
  private static final List<String> TEMPLATE = List.of("spec", "template", "spec");

  /** Where the Pod specification lies, by group and kind. */
  private static final Map<String, List<String>> POD_SPECIFICATIONS = Map.of(
      "/Pod", List.of("spec"),
      "/PodTemplate", List.of("template", "spec"),
      "/ReplicationController", TEMPLATE,
      "apps/Deployment", TEMPLATE,
      "apps/ReplicaSet", TEMPLATE,
      "apps/StatefulSet", TEMPLATE,
      "apps/DaemonSet", TEMPLATE,
      "batch/Job", TEMPLATE,
      "batch/CronJob", List.of("spec", "jobTemplate", "spec", "template", "spec"));

  /**
   * One image of an object.
   *
   * @param pointer where it stands, a JSON pointer (RFC 6901)
   * @param image the text that stands there
   */
  public record ImageField(String pointer, String image) {}

  private ImageFields() {}

  /** Where Pods of this type have their specification; empty if the type is not known. */
  public static Optional<List<String>> podSpecification(GroupVersionKind type) {
    return Optional.ofNullable(POD_SPECIFICATIONS.get(type.group() + "/" + type.kind()));
  }

  /** The images of an object of a known kind, in the order of their containers; else none. */
  public static List<ImageField> of(KubernetesObject object) {
    return podSpecification(object.type()).map(path -> at(object, path)).orElse(List.of());
  }

  /**
   * The images of the Pod specification at a path of fields.
   *
   * @param path the fields that lead to it, such as {@code spec}, {@code template}, {@code spec}
   */
  public static List<ImageField> at(KubernetesObject object, List<String> path) {
    if (!(object.at(path.toArray(String[]::new)) instanceof ObjectValue specification)) {
      return List.of();
    }
    var start = new StringBuilder();
    path.forEach(field -> start.append('/').append(escaped(field)));
    var fields = new ArrayList<ImageField>();
    for (var list : CONTAINERS) {
      collect(specification.get(list), start + "/" + list, "", fields);
    }
    collect(specification.get("volumes"), start + "/volumes", "image", fields);
    return List.copyOf(fields);
  }

  /** Adds the images of a list: each element's own, or those of a part of it. */
  private static void collect(
      @Nullable Value list, String pointer, String part, List<ImageField> fields) {
    if (!(list instanceof ArrayValue elements)) {
      return;
    }
    for (var i = 0; i < elements.size(); i++) {
      var holder = part.isEmpty() ? elements.get(i) : field(elements.get(i), part);
      var name = part.isEmpty() ? "image" : "reference";
      if (field(holder, name) instanceof StringValue image && !image.value().isEmpty()) {
        var place = pointer + "/" + i + (part.isEmpty() ? "" : "/" + part) + "/" + name;
        fields.add(new ImageField(place, image.value()));
      }
    }
  }

  private static @Nullable Value field(@Nullable Value value, String name) {
    return value instanceof ObjectValue object ? object.get(name) : null;
  }

  private static String escaped(String field) {
    return field.replace("~", "~0").replace("/", "~1");
  }
}
