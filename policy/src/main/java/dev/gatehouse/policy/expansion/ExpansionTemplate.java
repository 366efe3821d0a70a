package dev.gatehouse.policy.expansion;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.FieldError;
import dev.gatehouse.kube.GroupVersionKind;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.kube.KubernetesObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How objects of some types make objects of another: a Deployment its Pods, and the like. */
public final class ExpansionTemplate {

  private static final int NAME_LIMIT = 64;

  private final KubernetesObject object;
  private final Set<GroupVersionKind> appliesTo;
  private final List<String> source;
  private final GroupVersionKind generates;
  private final String enforcementAction;

  private ExpansionTemplate(KubernetesObject object) {
    this.object = object;
    this.appliesTo = Set.copyOf(types(object.at("spec", "applyTo")));
    this.source = List.of(object.textAt("spec", "templateSource").split("\\.", -1));
    this.generates = new GroupVersionKind(object.textAt("spec", "generatedGVK", "group"),
        object.textAt("spec", "generatedGVK", "version"),
        object.textAt("spec", "generatedGVK", "kind"));
    this.enforcementAction = object.textAt("spec", "enforcementAction");
  }

  /**
   * Reads an expansion template.
   *
   * @throws InvalidFieldsException with the first thing that is wrong, in Gatekeeper's words
   */
  public static ExpansionTemplate parse(KubernetesObject object) throws InvalidFieldsException {
    var template = new ExpansionTemplate(object);
    var fault = template.fault();
    if (fault != null) {
      throw new InvalidFieldsException(List.of(fault));
    }
    return template;
  }

  /** The template as it was written. */
  public KubernetesObject object() {
    return object;
  }

  public String name() {
    return object.name();
  }

  /** The action that goes before that of constraints, empty if there is none. */
  public String enforcementAction() {
    return enforcementAction;
  }

  /** The type of what is made. */
  public GroupVersionKind generates() {
    return generates;
  }

  boolean appliesTo(GroupVersionKind type) {
    return appliesTo.contains(type);
  }

  Set<GroupVersionKind> types() {
    return appliesTo;
  }

  /** The fields that lead to what is made. */
  List<String> source() {
    return source;
  }

  private @Nullable FieldError fault() {
    var name = object.name();
    if (name.isEmpty()) {
      return fault("metadata.name", "ExpansionTemplate has empty name field");
    }
    if (name.length() >= NAME_LIMIT) {
      return fault("metadata.name", "ExpansionTemplate name must be less than 64 characters");
    }
    if (object.textAt("spec", "templateSource").isEmpty()) {
      return fault("spec.templateSource", "ExpansionTemplate " + name + " has empty source field");
    }
    if (generates.isEmpty()) {
      return fault("spec.generatedGVK",
          "ExpansionTemplate " + name + " has empty generatedGVK field");
    }
    if (!(object.at("spec", "applyTo") instanceof ArrayValue entries) || entries.isEmpty()) {
      return fault("spec.applyTo", "ExpansionTemplate " + name + " must specify ApplyTo");
    }
    if (appliesTo(generates)) {
      return fault("spec.generatedGVK", "ExpansionTemplate " + name + " generates GVK " + generates
          + ", but also applies to that same GVK");
    }
    return null;
  }

  private static FieldError fault(String field, String message) {
    return new FieldError(field, FieldError.Type.INVALID, null, message);
  }

  private static Set<GroupVersionKind> types(@Nullable Value value) {
    var types = new LinkedHashSet<GroupVersionKind>();
    if (value instanceof ArrayValue entries) {
      for (var entry : entries) {
        if (entry instanceof ObjectValue fields) {
          addTypes(fields, types);
        }
      }
    }
    return types;
  }

  private static void addTypes(ObjectValue fields, Set<GroupVersionKind> types) {
    for (var group : texts(fields.get("groups"))) {
      for (var version : texts(fields.get("versions"))) {
        for (var kind : texts(fields.get("kinds"))) {
          types.add(new GroupVersionKind(group, version, kind));
        }
      }
    }
  }

  private static List<String> texts(@Nullable Value value) {
    var texts = new ArrayList<String>();
    if (value instanceof ArrayValue items) {
      for (var item : items) {
        texts.add(item instanceof StringValue text ? text.value() : "");
      }
    }
    return texts;
  }
}
