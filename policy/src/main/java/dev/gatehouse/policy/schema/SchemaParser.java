package dev.gatehouse.policy.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.FieldError;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.policy.schema.Schema.Additional;
import dev.gatehouse.policy.schema.Schema.Bound;
import dev.gatehouse.policy.schema.Schema.Mark;
import dev.gatehouse.policy.schema.Schema.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads schemas and checks that they are structural: that every value's type is known without
 * looking at alternatives, as the API server demands of custom resource definitions.
 */
public final class SchemaParser {

  private static final Set<String> TYPES = Set.of("array", "boolean", "integer", "number", "object",
      "string");
  private static final List<String> UNSUPPORTED = List.of(
      "id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref");
  private static final int DEEPEST = 100;

  private final boolean legacy;
  private final List<FieldError> errors = new ArrayList<>();
  private final List<FieldError> structuralErrors = new ArrayList<>();

  private SchemaParser(boolean legacy) {
    this.legacy = legacy;
  }

  /**
   * Reads a schema that stands in a field of an object.
   *
   * @param path what errors call the schema
   * @param legacy whether unknown fields are kept wherever a schema allows objects, and untyped
   *     schemas are fine, as templates before {@code v1} had it
   * @throws InvalidFieldsException with everything that is wrong, in the API server's words
   */
  public static Schema parse(Value value, String path, boolean legacy)
      throws InvalidFieldsException {
    var parser = new SchemaParser(legacy);
    var schema = parser.node(value, path, Level.FIELD, 0);
    parser.structuralErrors.sort(
        (a, b) -> StringValue.compareUtf8(a.toString(), b.toString()));
    var all = new ArrayList<>(parser.structuralErrors);
    if (all.isEmpty() && parser.errors.isEmpty()) {
      parser.checkDefaults(schema, path);
    }
    all.addAll(parser.errors);
    if (!all.isEmpty()) {
      throw new InvalidFieldsException(all);
    }
    return schema;
  }

  /** Where a schema stands. */
  private enum Level {
    /** The schema of a field. */
    FIELD("must not be empty for specified object fields"),
    /** The schema of an array's items. */
    ITEM("must not be empty for specified array items"),
    /** Below {@code allOf}, {@code anyOf}, {@code oneOf} or {@code not}. */
    NESTED("");

    private final String typeMissing;

    Level(String typeMissing) {
      this.typeMissing = typeMissing;
    }
  }

  private Schema node(@Nullable Value value, String path, Level level, int depth) {
    if (!(value instanceof ObjectValue fields) || depth > DEEPEST) {
      errors.add(new FieldError(path, FieldError.Type.INVALID, null,
          depth > DEEPEST
              ? "schemas must not be nested deeper than " + DEEPEST
              : "must be a schema object"));
      return Schema.EMPTY;
    }
    var type = text(fields, "type", path);
    var marks = marks(fields, type, path, level);
    var additional = additional(fields, path, level, depth);
    var schema = new Schema(type, Formats.known(type, text(fields, "format", path)),
        limits(fields, path), marks, defaultOf(fields), allowed(fields, path),
        properties(fields, path, level, depth), additional, items(fields, path, level, depth),
        texts(fields, "required", path), junctions(fields, path, depth));
    checkWords(fields, schema, path);
    checkStructure(fields, schema, path, level);
    return schema;
  }

  private Set<Mark> marks(ObjectValue fields, String type, String path, Level level) {
    var marks = EnumSet.noneOf(Mark.class);
    addIf(marks, Mark.NULLABLE, fields, "nullable", path);
    addIf(marks, Mark.INT_OR_STRING, fields, "x-kubernetes-int-or-string", path);
    addIf(marks, Mark.EMBEDDED_RESOURCE, fields, "x-kubernetes-embedded-resource", path);
    var preserve = "x-kubernetes-preserve-unknown-fields";
    addIf(marks, Mark.PRESERVE_UNKNOWN_FIELDS, fields, preserve, path);
    if (fields.get(preserve) instanceof BooleanValue set && !set.value()) {
      errors.add(FieldError.invalid(path + "." + preserve, set, "must be true or undefined"));
    }
    if (legacy && level != Level.NESTED && (type.isEmpty() || type.equals("object"))) {
      marks.add(Mark.PRESERVE_UNKNOWN_FIELDS);
    }
    return marks;
  }

  private void addIf(Set<Mark> marks, Mark mark, ObjectValue fields, String name, String path) {
    if (flag(fields, name, path)) {
      marks.add(mark);
    }
  }

  private Schema.Limits limits(ObjectValue fields, String path) {
    return new Schema.Limits(
        bound(fields, "minimum", "exclusiveMinimum", path),
        bound(fields, "maximum", "exclusiveMaximum", path),
        number(fields, "multipleOf", path),
        span(fields, "minLength", "maxLength", path),
        span(fields, "minItems", "maxItems", path),
        span(fields, "minProperties", "maxProperties", path),
        pattern(fields, path));
  }

  private @Nullable Bound bound(ObjectValue fields, String name, String exclusive, String path) {
    var value = number(fields, name, path);
    return value == null ? null : new Bound(value, flag(fields, exclusive, path));
  }

  private @Nullable Span span(ObjectValue fields, String least, String greatest, String path) {
    var from = number(fields, least, path);
    var to = number(fields, greatest, path);
    return from == null && to == null
        ? null
        : new Span(from == null ? 0 : from.longValue(), to == null ? -1 : to.longValue());
  }

  private @Nullable Pattern pattern(ObjectValue fields, String path) {
    var pattern = text(fields, "pattern", path);
    if (pattern.isEmpty()) {
      return null;
    }
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      structuralErrors.add(FieldError.invalid(path + ".pattern", pattern,
          "must be a valid regular expression, but isn't: " + e.getMessage()));
      return null;
    }
  }

  private static @Nullable Value defaultOf(ObjectValue fields) {
    var value = fields.get("default");
    return value instanceof NullValue ? null : value;
  }

  private List<Value> allowed(ObjectValue fields, String path) {
    var allowed = new ArrayList<Value>();
    array(fields, "enum", path).forEach(allowed::add);
    return List.copyOf(allowed);
  }

  private Map<String, Schema> properties(
      ObjectValue fields, String path, Level level, int depth) {
    var properties = new LinkedHashMap<String, Schema>();
    var value = fields.get("properties");
    if (value instanceof ObjectValue entries) {
      for (var i = 0; i < entries.size(); i++) {
        var name = entries.keyAt(i) instanceof StringValue text
            ? text.value()
            : entries.keyAt(i).toString();
        properties.put(name, node(entries.valueAt(i), path + ".properties[" + name + "]",
            level == Level.NESTED ? Level.NESTED : Level.FIELD, depth + 1));
      }
    } else {
      complainUnlessAbsent(value, path + ".properties", "an object");
    }
    return properties;
  }

  private Additional additional(ObjectValue fields, String path, Level level, int depth) {
    return switch (fields.get("additionalProperties")) {
      case null -> new Additional.Unsaid();
      case NullValue n -> new Additional.Unsaid();
      case BooleanValue allowed -> new Additional.Allowed(allowed.value());
      case Value schema -> new Additional.Typed(node(schema, path + ".additionalProperties",
          level == Level.NESTED ? Level.NESTED : Level.FIELD, depth + 1));
    };
  }

  private @Nullable Schema items(ObjectValue fields, String path, Level level, int depth) {
    var value = fields.get("items");
    if (value instanceof ArrayValue) {
      errors.add(FieldError.forbidden(
          path + ".items", "items must be a schema object and not an array"));
      return null;
    }
    if (value == null || value instanceof NullValue) {
      return legacy && text(fields, "type", path).equals("array")
          ? node(ObjectValue.of("x-kubernetes-preserve-unknown-fields", BooleanValue.TRUE),
              path + ".items", Level.ITEM, depth + 1)
          : null;
    }
    return node(value, path + ".items", level == Level.NESTED ? Level.NESTED : Level.ITEM,
        depth + 1);
  }

  private Schema.Junctions junctions(ObjectValue fields, String path, int depth) {
    var not = fields.get("not");
    return new Schema.Junctions(alternatives(fields, "allOf", path, depth),
        alternatives(fields, "anyOf", path, depth), alternatives(fields, "oneOf", path, depth),
        not == null || not instanceof NullValue
            ? null
            : node(not, path + ".not", Level.NESTED, depth + 1));
  }

  private List<Schema> alternatives(ObjectValue fields, String name, String path, int depth) {
    var schemas = new ArrayList<Schema>();
    var items = array(fields, name, path);
    for (var i = 0; i < items.size(); i++) {
      schemas.add(
          node(items.get(i), path + "." + name + "[" + i + "]", Level.NESTED, depth + 1));
    }
    return List.copyOf(schemas);
  }

  /** What a schema of any kind must not say. */
  private void checkWords(ObjectValue fields, Schema schema, String path) {
    if (!schema.type().isEmpty() && !TYPES.contains(schema.type())) {
      errors.add(FieldError.unsupported(path + ".type", StringValue.of(schema.type()),
          TYPES.stream().sorted().toList()));
    }
    for (var word : UNSUPPORTED) {
      var value = fields.get(word);
      if (value != null && !(value instanceof NullValue)) {
        errors.add(FieldError.forbidden(path + "." + word, word + " is not supported"));
      }
    }
    if (schema.type().equals("null")) {
      errors.add(FieldError.forbidden(path + ".type",
          "type cannot be set to null, use nullable as an alternative"));
    }
    if (flag(fields, "uniqueItems", path)) {
      errors.add(FieldError.forbidden(path + ".uniqueItems",
          "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
    }
    if (!schema.properties().isEmpty() && !(schema.additional() instanceof Additional.Unsaid)
        && !schema.additional().equals(new Additional.Allowed(true))) {
      errors.add(FieldError.forbidden(path + ".additionalProperties",
          "additionalProperties and properties are mutual exclusive"));
    }
    checkCollectionKinds(fields, schema, path);
  }

  private void checkCollectionKinds(ObjectValue fields, Schema schema, String path) {
    checkCollectionKind(fields, schema, path, "map", "object", List.of("atomic", "granular"));
    checkCollectionKind(
        fields, schema, path, "list", "array", List.of("atomic", "set", "map"));
    var keys = texts(fields, "x-kubernetes-list-map-keys", path);
    var isMap = text(fields, "x-kubernetes-list-type", path).equals("map");
    if (isMap && keys.isEmpty()) {
      errors.add(FieldError.required(path + ".x-kubernetes-list-map-keys",
          "must not be empty if x-kubernetes-list-type is map"));
    }
    if (!isMap && !keys.isEmpty()) {
      errors.add(FieldError.required(path + ".x-kubernetes-list-type",
          "must be map if x-kubernetes-list-map-keys is non-empty"));
    }
  }

  private void checkCollectionKind(ObjectValue fields, Schema schema, String path, String word,
      String type, List<String> kinds) {
    var name = "x-kubernetes-" + word + "-type";
    var kind = text(fields, name, path);
    if (kind.isEmpty()) {
      return;
    }
    var detail = "must be " + type + " if " + name + " is specified";
    if (schema.type().isEmpty()) {
      errors.add(FieldError.required(path + ".type", detail));
    } else if (!schema.type().equals(type)) {
      errors.add(FieldError.invalid(path + ".type", schema.type(), detail));
    }
    if (!kinds.contains(kind)) {
      errors.add(FieldError.unsupported(path + "." + name, StringValue.of(kind), kinds));
    }
  }

  /** What makes a schema structural. */
  private void checkStructure(ObjectValue fields, Schema schema, String path, Level level) {
    if (level == Level.NESTED) {
      checkNested(fields, schema, path);
      return;
    }
    if (schema.type().equals("array") && schema.items() == null
        && !(fields.get("items") instanceof ArrayValue)) {
      structuralErrors.add(FieldError.required(path + ".items", "must be specified"));
    }
    if (schema.is(Mark.EMBEDDED_RESOURCE) && !schema.type().equals("object")) {
      var detail = "must be object if x-kubernetes-embedded-resource is true";
      structuralErrors.add(schema.type().isEmpty()
          ? FieldError.required(path + ".type", detail)
          : FieldError.invalid(path + ".type", schema.type(), detail));
    } else if (schema.type().isEmpty() && !schema.is(Mark.INT_OR_STRING)
        && !schema.is(Mark.PRESERVE_UNKNOWN_FIELDS)) {
      structuralErrors.add(FieldError.required(path + ".type", level.typeMissing));
    }
    if (schema.is(Mark.EMBEDDED_RESOURCE) && !schema.is(Mark.PRESERVE_UNKNOWN_FIELDS)
        && schema.properties().isEmpty()) {
      structuralErrors.add(FieldError.required(path + ".properties", "must not be empty if"
          + " x-kubernetes-embedded-resource is true without"
          + " x-kubernetes-preserve-unknown-fields"));
    }
    if (schema.is(Mark.INT_OR_STRING) && schema.is(Mark.PRESERVE_UNKNOWN_FIELDS)) {
      structuralErrors.add(FieldError.invalid(path + ".x-kubernetes-preserve-unknown-fields",
          BooleanValue.TRUE, "must be false if x-kubernetes-int-or-string is true"));
    }
  }

  private void checkNested(ObjectValue fields, Schema schema, String path) {
    if (!schema.type().isEmpty() && !isIntOrStringAlternative(path, schema)) {
      forbid(path, "type", "must be empty to be structural");
    }
    if (schema.defaultValue() != null) {
      forbid(path, "default", "must be undefined to be structural");
    }
    for (var word : List.of("title", "description")) {
      if (!text(fields, word, path).isEmpty()) {
        forbid(path, word, "must be empty to be structural");
      }
    }
    if (!(schema.additional() instanceof Additional.Unsaid)) {
      forbid(path, "additionalProperties", "must be undefined to be structural");
    }
    var words = Map.of(Mark.NULLABLE, "nullable",
        Mark.PRESERVE_UNKNOWN_FIELDS, "x-kubernetes-preserve-unknown-fields",
        Mark.EMBEDDED_RESOURCE, "x-kubernetes-embedded-resource",
        Mark.INT_OR_STRING, "x-kubernetes-int-or-string");
    words.forEach((mark, word) -> {
      if (schema.is(mark)) {
        forbid(path, word, "must be false to be structural");
      }
    });
  }

  /** The one place where alternatives may name types: integer or string, in this order. */
  private static boolean isIntOrStringAlternative(String path, Schema schema) {
    return path.endsWith(".anyOf[0]") && schema.type().equals("integer")
        || path.endsWith(".anyOf[1]") && schema.type().equals("string");
  }

  private void forbid(String path, String word, String detail) {
    structuralErrors.add(FieldError.forbidden(path + "." + word, detail));
  }

  /** Defaults must themselves be valid and hold nothing unknown. */
  private void checkDefaults(Schema schema, String path) {
    var standIn = schema.defaultValue();
    if (standIn != null) {
      if (!UnknownFields.inDefault(schema, standIn).isEmpty()) {
        errors.add(FieldError.invalid(path + ".default", standIn, "must not have unknown fields"));
      }
      errors.addAll(schema.checkDefault(standIn, path + ".default"));
    }
    var items = schema.items();
    if (items != null) {
      checkDefaults(items, path + ".items");
    }
    schema.properties().forEach(
        (name, property) -> checkDefaults(property, path + ".properties[" + name + "]"));
  }

  private boolean flag(ObjectValue fields, String name, String path) {
    var value = fields.get(name);
    if (value instanceof BooleanValue flag) {
      return flag.value();
    }
    complainUnlessAbsent(value, path + "." + name, "a boolean");
    return false;
  }

  private @Nullable Double number(ObjectValue fields, String name, String path) {
    var value = fields.get(name);
    if (value instanceof NumberValue number) {
      return number.toDouble();
    }
    complainUnlessAbsent(value, path + "." + name, "a number");
    return null;
  }

  private String text(ObjectValue fields, String name, String path) {
    var value = fields.get(name);
    if (value instanceof StringValue text) {
      return text.value();
    }
    complainUnlessAbsent(value, path + "." + name, "a string");
    return "";
  }

  private List<String> texts(ObjectValue fields, String name, String path) {
    var texts = new ArrayList<String>();
    for (var item : array(fields, name, path)) {
      if (item instanceof StringValue text) {
        texts.add(text.value());
      } else {
        complainUnlessAbsent(item, path + "." + name, "an array of strings");
      }
    }
    return List.copyOf(texts);
  }

  private ArrayValue array(ObjectValue fields, String name, String path) {
    var value = fields.get(name);
    if (value instanceof ArrayValue array) {
      return array;
    }
    complainUnlessAbsent(value, path + "." + name, "an array");
    return ArrayValue.EMPTY;
  }

  private void complainUnlessAbsent(@Nullable Value value, String path, String wanted) {
    if (value != null && !(value instanceof NullValue)) {
      errors.add(FieldError.invalid(path, value, "must be " + wanted));
    }
  }
}
