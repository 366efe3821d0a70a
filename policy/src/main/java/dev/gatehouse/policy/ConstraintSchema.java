package dev.gatehouse.policy;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.FieldError;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.kube.LabelSelector;
import dev.gatehouse.kube.Names;
import dev.gatehouse.policy.InvalidResourceException.Fault;
import dev.gatehouse.policy.schema.Schema;
import dev.gatehouse.policy.schema.SchemaParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the constraints of one template must look like. */
final class ConstraintSchema {

  private static final Schema BASE = base();
  private static final Set<String> VERSIONS = Set.of("v1alpha1", "v1beta1");

  private final String kind;
  private final Schema schema;

  private ConstraintSchema(String kind, Schema schema) {
    this.kind = kind;
    this.schema = schema;
  }

  /**
   * The schema of a kind of constraints.
   *
   * @param parameters the schema of {@code spec.parameters}; without one there may be none
   */
  static ConstraintSchema of(String kind, Optional<Schema> parameters) {
    var spec = BASE.properties().get("spec");
    if (spec == null) {
      throw new IllegalStateException("the schema of constraints has a spec");
    }
    var schema = parameters
        .map(given -> withProperty(BASE, "spec", withProperty(spec, "parameters", given)))
        .orElse(BASE);
    return new ConstraintSchema(kind, schema);
  }

  private static Schema withProperty(Schema schema, String name, Schema property) {
    var properties = new LinkedHashMap<>(schema.properties());
    properties.put(name, property);
    return new Schema(schema.type(), schema.format(), schema.limits(), schema.marks(),
        schema.defaultValue(), schema.allowed(), properties, schema.additional(), schema.items(),
        schema.required(), schema.junctions());
  }

  private static Schema base() {
    try (var text = ConstraintSchema.class.getResourceAsStream("constraint-schema.json")) {
      if (text == null) {
        throw new IllegalStateException("the schema of constraints is part of the program");
      }
      return SchemaParser.parse(Json.parse(text.readAllBytes()), "constraint", false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TextException | InvalidFieldsException e) {
      throw new IllegalStateException("the schema of constraints is sound", e);
    }
  }

  /**
   * Checks what makes an object a constraint at all.
   *
   * @throws InvalidResourceException if it has no name or kind, or is of another group
   */
  static void checkIdentity(KubernetesObject constraint, Origin origin)
      throws InvalidResourceException {
    if (constraint.name().isEmpty()) {
      throw invalid("missing metadata.name", constraint, origin, "metadata");
    }
    if (constraint.kind().isEmpty()) {
      throw invalid("missing kind", constraint, origin, "");
    }
    if (!constraint.group().equals(Constraint.GROUP)) {
      throw invalid("wrong API Group for Constraint \"" + constraint.name() + "\", got \""
          + constraint.group() + "\" but need \"" + Constraint.GROUP + "\"", constraint, origin,
          "apiVersion");
    }
  }

  /**
   * Checks a constraint.
   *
   * @throws InvalidResourceException with everything that is wrong; its message is the first that
   *     Gatekeeper would find
   */
  void check(KubernetesObject constraint, Origin origin) throws InvalidResourceException {
    checkIdentity(constraint, origin);
    var checks = new Checks(constraint, origin);
    checks.selector("labelSelector");
    checks.selector("namespaceSelector");
    checks.identity();
    checks.schema();
    checks.unknownFields();
    checks.finish();
  }

  /** The constraint with defaults filled in. */
  KubernetesObject withDefaults(KubernetesObject constraint) {
    return schema.withDefaults(constraint.value()) instanceof ObjectValue filled
        ? KubernetesObject.of(filled)
        : constraint;
  }

  private static InvalidResourceException invalid(
      String message, KubernetesObject constraint, Origin origin, String field) {
    return InvalidResourceException.at(Fault.INVALID, "invalid Constraint: " + message, constraint,
        origin, FieldPaths.split(field));
  }

  /** The checks of one constraint, collecting what is wrong. */
  private final class Checks {

    private final KubernetesObject constraint;
    private final Origin origin;
    private final List<Problem> problems = new ArrayList<>();
    private String message = "";
    private Fault fault = Fault.INVALID;

    Checks(KubernetesObject constraint, Origin origin) {
      this.constraint = constraint;
      this.origin = origin;
    }

    void selector(String name) {
      @Nullable
      Value value = constraint.value();
      var path = "";
      for (var field : List.of("spec", "match", name)) {
        path += "." + field;
        if (value == null || value instanceof NullValue) {
          return;
        }
        if (!(value instanceof ObjectValue fields)) {
          notAMap(path, value);
          return;
        }
        value = fields.get(field);
      }
      if (value instanceof ObjectValue) {
        selector(name, value);
      } else if (value != null) {
        notAMap(path, value);
      }
    }

    private void notAMap(String path, Value value) {
      complain(path, path + " accessor error: " + GoText.of(value) + " is of the type "
          + GoText.typeOf(value) + ", expected map[string]interface{}");
    }

    private void selector(String name, Value value) {
      try {
        LabelSelector.parse(value, "spec.labelSelector");
      } catch (InvalidFieldsException e) {
        blame(Fault.INVALID, "invalid Constraint: " + e.getMessage());
        var field = "spec.match." + name;
        e.errors().forEach(
            error -> add(error.field().replace("spec.labelSelector", field), error.toString()));
      }
    }

    void identity() {
      var name = Names.checkSubdomain(constraint.name());
      if (!name.isEmpty()) {
        complain("metadata.name", "invalid name: " + StringValue.of(String.join("\n", name)));
      }
      if (!constraint.kind().equals(kind)) {
        complain("kind", "wrong kind \"" + constraint.kind() + "\" for constraint \""
            + constraint.name() + "\"; want \"" + kind + "\"");
      }
      if (!VERSIONS.contains(constraint.type().version())) {
        complain("apiVersion", "unsupported version \"" + constraint.type().version()
            + "\" for Constraint \"" + constraint.name()
            + "\"; supported versions: map[v1alpha1:true v1beta1:true]");
      }
    }

    void schema() {
      var errors = schema.check(constraint.value(), "[]");
      if (!errors.isEmpty()) {
        blame(Fault.SCHEMA, "schema validation failed: " + FieldError.join(errors));
        errors.forEach(error -> add(error.field(), textWithoutRoot(error)));
      }
    }

    void unknownFields() {
      var fields = schema.unknownFields(constraint.value());
      if (!fields.isEmpty()) {
        blame(Fault.INVALID,
            "invalid Constraint: unknown fields: [" + String.join(" ", fields) + "]");
        fields.forEach(field -> add(field, "unknown field " + field));
      }
    }

    void finish() throws InvalidResourceException {
      if (!problems.isEmpty()) {
        throw new InvalidResourceException(fault, message, problems);
      }
    }

    private void complain(String field, String text) {
      blame(Fault.INVALID, "invalid Constraint: " + text);
      add(field, text);
    }

    private void blame(Fault newFault, String text) {
      if (message.isEmpty()) {
        message = text;
        fault = newFault;
      }
    }

    private void add(String field, String text) {
      problems.add(new Problem(origin.locate(FieldPaths.split(field)),
          InvalidResourceException.nameOf(constraint), text));
    }

    private static String textWithoutRoot(FieldError error) {
      var text = error.toString();
      return text.startsWith("[].") ? text.substring(3) : text;
    }
  }
}
