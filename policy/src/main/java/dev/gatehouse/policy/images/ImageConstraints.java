package dev.gatehouse.policy.images;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.kube.FieldError;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.kube.KubernetesObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the constraints of policies about images. */
public final class ImageConstraints {

  /** The provider that knows what every policy says about an image. */
  public static final String PROVIDER = "images";

  /**
   * The same, told with each image where it is used: its keys are objects in JSON, never references
   * as they stand in objects, which are text of strangers.
   */
  public static final String USES_PROVIDER = "image-uses";

  /** The provider that knows whether any policy is about an image. */
  public static final String COVERAGE_PROVIDER = "images-covered";

  private static final String SIGSTORE = "policy.sigstore.dev";
  private static final String OWN = "trust.gatehouse.dev";
  private static final String INCLUDED = "policy.sigstore.dev/include";
  private static final String TEMPLATE = "template.yaml";

  /** Resources that make Pods, with the group and kind of their objects. */
  private static final Map<String, List<String>> KINDS = new TreeMap<>(Map.of(
      "pods", List.of("", "Pod"),
      "podtemplates", List.of("", "PodTemplate"),
      "replicationcontrollers", List.of("", "ReplicationController"),
      "deployments", List.of("apps", "Deployment"),
      "replicasets", List.of("apps", "ReplicaSet"),
      "statefulsets", List.of("apps", "StatefulSet"),
      "daemonsets", List.of("apps", "DaemonSet"),
      "jobs", List.of("batch", "Job"),
      "cronjobs", List.of("batch", "CronJob")));

  /** The fields of objects that each flag of a policy asks for. */
  private static final Map<String, List<String>> TOLD = new TreeMap<>(Map.of(
      "includeSpec", List.of("spec"),
      "includeObjectMeta", List.of("metadata"),
      "includeTypeMeta", List.of("apiVersion", "kind")));

  private ImageConstraints() {}

  /** Whether an object belongs to image verification, as a policy or what policies refer to. */
  public static boolean concerns(KubernetesObject object) {
    return object.group().equals(SIGSTORE) || object.group().equals(OWN);
  }

  /** The provider that knows what one policy says about an image, told where it is used. */
  public static String provider(String policy) {
    return USES_PROVIDER + "/" + policy;
  }

  /** The policy that a provider is about; empty if it is not about one. */
  public static Optional<String> policy(String provider) {
    var slash = provider.indexOf('/');
    var name = slash < 0 ? provider : provider.substring(0, slash);
    return slash >= 0 && (name.equals(PROVIDER) || name.equals(USES_PROVIDER))
        ? Optional.of(provider.substring(slash + 1))
        : Optional.empty();
  }

  /** Whether the keys of a provider say where images are used. */
  public static boolean isToldUses(String provider) {
    return provider.equals(USES_PROVIDER) || provider.startsWith(USES_PROVIDER + "/");
  }

  /** The template of the constraints. */
  public static KubernetesObject template() {
    try (var text = ImageConstraints.class.getResourceAsStream(TEMPLATE)) {
      if (text == null) {
        throw new IllegalStateException("the program lacks its file " + TEMPLATE);
      }
      var document = Yaml.parse(text.readAllBytes()).getFirst().value();
      return KubernetesObject.of((ObjectValue) document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TextException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The constraints of a policy about images.
   *
   * @param requireDigest whether images must be named by digest too
   * @return one for each part of its match, none if the object is no such policy
   * @throws InvalidFieldsException with everything that is wrong with where it applies
   */
  public static List<KubernetesObject> of(KubernetesObject object, boolean requireDigest)
      throws InvalidFieldsException {
    if (!isPolicy(object)) {
      return List.of();
    }
    var faults = new ArrayList<FieldError>();
    var matches = matches(object, faults);
    var action = action(object.textAt("spec", "mode"), "mode", Map.of(
        "", "deny", "enforce", "deny", "warn", "warn"), faults);
    if (!faults.isEmpty()) {
      throw new InvalidFieldsException(faults);
    }
    var constraints = new ArrayList<KubernetesObject>();
    for (var i = 0; i < matches.size(); i++) {
      var name = "image-policy-" + object.name() + (matches.size() == 1 ? "" : "-" + (i + 1));
      constraints.add(constraint(name, action, matches.get(i),
          ObjectValue.builder()
              .put("provider", StringValue.of(provider(object.name())))
              .put("requireDigest", BooleanValue.of(requireDigest))
              .put("tell", told(object))
              .build()));
    }
    return constraints;
  }

  /** The fields of objects that the policy's own policy looks at. */
  private static ArrayValue told(KubernetesObject object) {
    var told = new ArrayValue.Builder();
    TOLD.forEach((flag, fields) -> {
      if (BooleanValue.TRUE.equals(object.at("spec", "policy", flag))) {
        fields.forEach(field -> told.add(StringValue.of(field)));
      }
    });
    return told.build();
  }

  /**
   * Whether the settings demand that images are named by digest.
   *
   * @param objects all objects for which {@link #concerns} holds
   * @throws InvalidFieldsException if the settings cannot be read
   */
  public static boolean requireDigest(Collection<KubernetesObject> objects)
      throws InvalidFieldsException {
    var wanted = settings(objects).map(object -> object.at("spec", "requireDigest"))
        .orElse(BooleanValue.FALSE);
    if (wanted instanceof BooleanValue) {
      return wanted.equals(BooleanValue.TRUE);
    }
    throw new InvalidFieldsException(
        List.of(fault("spec.requireDigest", wanted, "expected true or false")));
  }

  private static Optional<KubernetesObject> settings(Collection<KubernetesObject> objects) {
    return objects.stream()
        .filter(object -> object.group().equals(OWN) && object.kind().equals("ImageSettings"))
        .findFirst();
  }

  /**
   * The constraint that holds all images to being covered by some policy that holds for the object
   * they stand in. Without image policies, or where the settings allow what no policy is about, there
   * is none.
   *
   * @param objects all objects for which {@link #concerns} holds
   * @throws InvalidFieldsException if the settings cannot be read
   */
  public static Optional<KubernetesObject> coverage(Collection<KubernetesObject> objects)
      throws InvalidFieldsException {
    var policies = objects.stream().filter(ImageConstraints::isPolicy).toList();
    if (policies.isEmpty()) {
      return Optional.empty();
    }
    var faults = new ArrayList<FieldError>();
    var action = settings(objects)
        .map(object -> action(object.textAt("spec", "noMatch"), "noMatch",
            Map.of("", "deny", "deny", "deny", "warn", "warn", "allow", ""), faults))
        .orElse("deny");
    if (!faults.isEmpty()) {
      throw new InvalidFieldsException(faults);
    }
    var onlySigstore = policies.stream().allMatch(policy -> policy.group().equals(SIGSTORE));
    return action.isEmpty()
        ? Optional.empty()
        : Optional.of(constraint("image-policies-cover", action,
            match(List.copyOf(KINDS.values()), null, onlySigstore),
            ObjectValue.of("provider", StringValue.of(COVERAGE_PROVIDER), "scopes",
                scopes(policies))));
  }

  /** Where each policy holds: its name and its match; several where its match has several parts. */
  private static Value scopes(List<KubernetesObject> policies) {
    var scopes = new ArrayValue.Builder();
    for (var policy : policies) {
      matches(policy, new ArrayList<>()).forEach(
          match -> scopes.add(match.with("policy", StringValue.of(policy.name()))));
    }
    return scopes.build();
  }

  private static boolean isPolicy(KubernetesObject object) {
    return object.group().equals(SIGSTORE) && object.kind().equals("ClusterImagePolicy")
        || object.group().equals(OWN) && object.kind().equals("ImagePolicy");
  }

  private static String action(
      String text, String field, Map<String, String> actions, List<FieldError> faults) {
    var action = actions.get(text);
    if (action == null) {
      faults.add(fault("spec." + field, StringValue.of(text), "expected one of "
          + String.join(", ", actions.keySet().stream().filter(known -> !known.isEmpty()).sorted()
              .toList())));
      return "";
    }
    return action;
  }

  private static List<ObjectValue> matches(KubernetesObject object, List<FieldError> faults) {
    var optIn = object.group().equals(SIGSTORE);
    if (!(object.at("spec", "match") instanceof ArrayValue entries) || entries.isEmpty()) {
      return List.of(match(List.copyOf(KINDS.values()), null, optIn));
    }
    var matches = new ArrayList<ObjectValue>();
    for (var i = 0; i < entries.size(); i++) {
      var field = "spec.match." + i;
      var entry = entries.get(i) instanceof ObjectValue fields ? fields : ObjectValue.EMPTY;
      var resource = entry.get("resource") instanceof StringValue text ? text.value() : "";
      var group = entry.get("group") instanceof StringValue text ? text.value() : "";
      var kind = KINDS.get(resource);
      if (kind == null || !kind.getFirst().equals(group)) {
        faults.add(fault(field + ".resource",
            StringValue.of(group.isEmpty() ? resource : group + "/" + resource),
            "images are known to stand in " + String.join(", ", KINDS.keySet())));
      } else {
        matches.add(match(List.of(kind), entry.get("selector"), optIn));
      }
    }
    return matches;
  }

  private static FieldError fault(String field, Value value, String detail) {
    return new FieldError(field, FieldError.Type.INVALID, value, detail);
  }

  private static ObjectValue match(
      List<List<String>> kinds, @Nullable Value selector, boolean optIn) {
    var entries = new ArrayValue.Builder();
    for (var kind : kinds) {
      entries.add(ObjectValue.builder()
          .put("apiGroups", ArrayValue.of(StringValue.of(kind.getFirst())))
          .put("kinds", ArrayValue.of(StringValue.of(kind.getLast())))
          .build());
    }
    var match = ObjectValue.builder().put("kinds", entries.build());
    if (selector instanceof ObjectValue) {
      match.put("labelSelector", selector);
    }
    if (optIn) {
      match.put("namespaceSelector", ObjectValue.of("matchLabels",
          ObjectValue.of(INCLUDED, StringValue.of("true"))));
    }
    return match.build();
  }

  private static KubernetesObject constraint(
      String name, String action, ObjectValue match, ObjectValue parameters) {
    return KubernetesObject.of(ObjectValue.builder()
        .put("apiVersion", StringValue.of("constraints.gatekeeper.sh/v1beta1"))
        .put("kind", StringValue.of("VerifiedImages"))
        .put("metadata", ObjectValue.of("name", StringValue.of(name)))
        .put("spec", ObjectValue.builder()
            .put("enforcementAction", StringValue.of(action))
            .put("match", match)
            .put("parameters", parameters)
            .build())
        .build());
  }
}
