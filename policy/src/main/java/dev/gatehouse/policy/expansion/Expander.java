package dev.gatehouse.policy.expansion;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.GroupVersionKind;
import dev.gatehouse.kube.KubernetesObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the objects that workloads will generate, and those that these will generate in turn.
 * Templates that would go round in a circle are left out.
 */
public final class Expander {

  private static final int DEEPEST = 30;

  private final Map<GroupVersionKind, List<ExpansionTemplate>> byType;
  private final Set<String> conflicts;

  private Expander(Map<GroupVersionKind, List<ExpansionTemplate>> byType, Set<String> conflicts) {
    this.byType = Map.copyOf(byType);
    this.conflicts = Set.copyOf(conflicts);
  }

  public static Expander of(Collection<ExpansionTemplate> templates) {
    var conflicts = new HashSet<String>();
    for (var template : templates) {
      if (reaches(template, template, templates, new HashSet<>())) {
        conflicts.add(template.name());
      }
    }
    var byType = new HashMap<GroupVersionKind, List<ExpansionTemplate>>();
    for (var template : templates.stream().sorted(Comparator.comparing(ExpansionTemplate::name))
        .toList()) {
      if (!conflicts.contains(template.name())) {
        for (var type : template.types()) {
          byType.computeIfAbsent(type, absent -> new ArrayList<>()).add(template);
        }
      }
    }
    return new Expander(byType, conflicts);
  }

  /** Where objects of a type hold the specifications of the Pods they make, each a path of fields. */
  public List<List<String>> podSpecifications(GroupVersionKind type) {
    return byType.getOrDefault(type, List.of()).stream()
        .filter(template -> template.generates().kind().equals("Pod"))
        .map(template -> Stream.concat(template.source().stream(), Stream.of("spec")).toList())
        .toList();
  }

  /** Whether what one template makes leads, by any number of steps, to what another applies to. */
  private static boolean reaches(ExpansionTemplate from, ExpansionTemplate to,
      Collection<ExpansionTemplate> templates, Set<String> seen) {
    for (var next : templates) {
      if (next.appliesTo(from.generates())
          && (next == to || seen.add(next.name()) && reaches(next, to, templates, seen))) {
        return true;
      }
    }
    return false;
  }

  /** The names of the templates that are left out because they go round in a circle. */
  public Set<String> conflicts() {
    return conflicts;
  }

  /** Whether no object is ever expanded. */
  public boolean isEmpty() {
    return byType.isEmpty();
  }

  /**
   * What an object will generate, the innermost first.
   *
   * @param namespace the Namespace that it is in, if it is in one and that is known
   * @throws ExpansionException if the object has no type, or not the field that a template names
   */
  public List<Resultant> expand(KubernetesObject object, Optional<KubernetesObject> namespace)
      throws ExpansionException {
    var resultants = new ArrayList<Resultant>();
    expand(object, namespace, resultants, 0);
    return List.copyOf(resultants);
  }

  private void expand(KubernetesObject object, Optional<KubernetesObject> namespace,
      List<Resultant> all, int depth) throws ExpansionException {
    if (depth >= DEEPEST) {
      throw new ExpansionException("maximum recursion depth of " + DEEPEST + " reached");
    }
    if (object.type().isEmpty()) {
      throw new ExpansionException(
          "cannot expand resource " + object.name() + " with empty GVK");
    }
    var made = new ArrayList<Resultant>();
    for (var template : byType.getOrDefault(object.type(), List.of())) {
      made.add(new Resultant(make(object, namespace, template), template.name(),
          template.enforcementAction()));
    }
    for (var resultant : made) {
      expand(resultant.object(), namespace, all, depth + 1);
    }
    all.addAll(made);
  }

  private static KubernetesObject make(KubernetesObject parent,
      Optional<KubernetesObject> namespace, ExpansionTemplate template) throws ExpansionException {
    var made = KubernetesObject.of(source(parent, template)).withType(template.generates());
    var space = namespace.map(KubernetesObject::name).orElse(parent.namespace());
    if (!space.isEmpty()) {
      made = made.withMetadata("namespace", StringValue.of(space));
    }
    var name = (parent.name() + "-" + template.generates().kind()).toLowerCase(Locale.ROOT);
    return withOwner(made.withMetadata("name", StringValue.of(name)), parent);
  }

  private static ObjectValue source(KubernetesObject parent, ExpansionTemplate template)
      throws ExpansionException {
    Value current = parent.value();
    for (var field : template.source()) {
      var next = current instanceof ObjectValue object ? object.get(field) : null;
      if (next == null) {
        throw new ExpansionException("could not find source field \""
            + String.join(".", template.source()) + "\" in resource " + parent.name());
      }
      current = next;
    }
    if (current instanceof ObjectValue source) {
      return source;
    }
    throw new ExpansionException("could not extract source field from unstructured: ."
        + String.join(".", template.source()) + " accessor error: " + current + " is of the type "
        + current.typeName() + ", expected map[string]interface{}");
  }

  /** Names the parent as an owner, unless it is one already or has no name. */
  private static KubernetesObject withOwner(KubernetesObject made, KubernetesObject parent) {
    if (parent.apiVersion().isEmpty() || parent.kind().isEmpty() || parent.name().isEmpty()) {
      return made;
    }
    var owners = new ArrayValue.Builder();
    if (made.metadata().get("ownerReferences") instanceof ArrayValue existing) {
      for (var owner : existing) {
        if (isOwner(KubernetesObject.of((ObjectValue) owner), parent)) {
          return made;
        }
        owners.add(owner);
      }
    }
    owners.add(ObjectValue.builder()
        .put("apiVersion", StringValue.of(parent.apiVersion()))
        .put("kind", StringValue.of(parent.kind()))
        .put("name", StringValue.of(parent.name()))
        .put("uid", StringValue.of(""))
        .build());
    return made.withMetadata("ownerReferences", owners.build());
  }

  private static boolean isOwner(KubernetesObject reference, KubernetesObject parent) {
    return reference.apiVersion().equals(parent.apiVersion())
        && reference.kind().equals(parent.kind())
        && reference.textAt("name").equals(parent.name());
  }
}
