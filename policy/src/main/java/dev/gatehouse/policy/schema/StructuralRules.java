package dev.gatehouse.policy.schema;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.kube.FieldError;
import dev.gatehouse.policy.schema.Schema.Additional;
import dev.gatehouse.policy.schema.Schema.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the API server demands of one node of a schema beyond its words being readable. */
final class StructuralRules {

  private static final Set<String> TYPES = Set.of("array", "boolean", "integer", "number", "object",
      "string");
  private static final List<String> UNSUPPORTED = List.of(
      "id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref");

  private final SchemaFields fields;
  private final Schema schema;
  private final List<FieldError> found = new ArrayList<>();

  StructuralRules(SchemaFields fields, Schema schema) {
    this.fields = fields;
    this.schema = schema;
  }

  /** What a schema of any kind must not say. */
  List<FieldError> checkWords() {
    if (!schema.type().isEmpty() && !TYPES.contains(schema.type())) {
      found.add(FieldError.unsupported(fields.path("type"), StringValue.of(schema.type()),
          TYPES.stream().sorted().toList()));
    }
    for (var word : UNSUPPORTED) {
      if (fields.get(word) != null) {
        forbid(word, word + " is not supported");
      }
    }
    if (schema.type().equals("null")) {
      forbid("type", "type cannot be set to null, use nullable as an alternative");
    }
    if (fields.flag("uniqueItems")) {
      forbid("uniqueItems",
          "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
    }
    if (!schema.properties().isEmpty() && !(schema.additional() instanceof Additional.Unsaid)
        && !schema.additional().equals(new Additional.Allowed(true))) {
      forbid("additionalProperties",
          "additionalProperties and properties are mutual exclusive");
    }
    if (fields.get("x-kubernetes-preserve-unknown-fields") instanceof BooleanValue set
        && !set.value()) {
      found.add(FieldError.invalid(fields.path("x-kubernetes-preserve-unknown-fields"), set,
          "must be true or undefined"));
    }
    checkCollectionKind("map", "object", List.of("atomic", "granular"));
    checkCollectionKind("list", "array", List.of("atomic", "set", "map"));
    checkMapKeys();
    return found;
  }

  private void checkMapKeys() {
    var keys = fields.texts("x-kubernetes-list-map-keys");
    var isMap = fields.text("x-kubernetes-list-type").equals("map");
    if (isMap && keys.isEmpty()) {
      require("x-kubernetes-list-map-keys",
          "must not be empty if x-kubernetes-list-type is map");
    }
    if (!isMap && !keys.isEmpty()) {
      require("x-kubernetes-list-type",
          "must be map if x-kubernetes-list-map-keys is non-empty");
    }
  }

  private void checkCollectionKind(String word, String type, List<String> kinds) {
    var name = "x-kubernetes-" + word + "-type";
    var kind = fields.text(name);
    if (kind.isEmpty()) {
      return;
    }
    requireType(type, "must be " + type + " if " + name + " is specified");
    if (!kinds.contains(kind)) {
      found.add(FieldError.unsupported(fields.path(name), StringValue.of(kind), kinds));
    }
  }

  private void requireType(String type, String detail) {
    if (schema.type().isEmpty()) {
      require("type", detail);
    } else if (!schema.type().equals(type)) {
      found.add(FieldError.invalid(fields.path("type"), schema.type(), detail));
    }
  }

  /**
   * What makes a schema structural where it stands for a field or an item.
   *
   * @param typeMissing what is said where the type is not known
   */
  List<FieldError> checkStructure(String typeMissing) {
    if (schema.type().equals("array") && fields.get("items") == null && schema.items() == null) {
      require("items", "must be specified");
    }
    if (schema.is(Mark.EMBEDDED_RESOURCE)) {
      requireType("object", "must be object if x-kubernetes-embedded-resource is true");
      if (!schema.is(Mark.PRESERVE_UNKNOWN_FIELDS) && schema.properties().isEmpty()) {
        require("properties", "must not be empty if x-kubernetes-embedded-resource is true without"
            + " x-kubernetes-preserve-unknown-fields");
      }
    } else if (schema.type().isEmpty() && !schema.is(Mark.INT_OR_STRING)
        && !schema.is(Mark.PRESERVE_UNKNOWN_FIELDS)) {
      require("type", typeMissing);
    }
    if (schema.is(Mark.INT_OR_STRING) && schema.is(Mark.PRESERVE_UNKNOWN_FIELDS)) {
      found.add(FieldError.invalid(fields.path("x-kubernetes-preserve-unknown-fields"),
          BooleanValue.TRUE, "must be false if x-kubernetes-int-or-string is true"));
    }
    return found;
  }

  /** What makes a schema structural where it stands for an alternative: it adds no types. */
  List<FieldError> checkAlternative() {
    if (!schema.type().isEmpty() && !isIntOrString()) {
      forbid("type", "must be empty to be structural");
    }
    if (schema.defaultValue() != null) {
      forbid("default", "must be undefined to be structural");
    }
    for (var word : List.of("title", "description")) {
      if (!fields.text(word).isEmpty()) {
        forbid(word, "must be empty to be structural");
      }
    }
    if (!(schema.additional() instanceof Additional.Unsaid)) {
      forbid("additionalProperties", "must be undefined to be structural");
    }
    var words = Map.of(Mark.NULLABLE, "nullable",
        Mark.PRESERVE_UNKNOWN_FIELDS, "x-kubernetes-preserve-unknown-fields",
        Mark.EMBEDDED_RESOURCE, "x-kubernetes-embedded-resource",
        Mark.INT_OR_STRING, "x-kubernetes-int-or-string");
    words.forEach((mark, word) -> {
      if (schema.is(mark)) {
        forbid(word, "must be false to be structural");
      }
    });
    return found;
  }

  /** The one place where alternatives may name types: integer or string, in this order. */
  private boolean isIntOrString() {
    return fields.path().endsWith(".anyOf[0]") && schema.type().equals("integer")
        || fields.path().endsWith(".anyOf[1]") && schema.type().equals("string");
  }

  private void forbid(String word, String detail) {
    found.add(FieldError.forbidden(fields.path(word), detail));
  }

  private void require(String word, String detail) {
    found.add(FieldError.required(fields.path(word), detail));
  }
}
