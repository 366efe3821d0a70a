package dev.gatehouse.policy.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
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

    /** The level of what stands in a schema of this level. */
    Level below(Level usual) {
      return this == NESTED ? NESTED : usual;
    }
  }

  private Schema node(@Nullable Value value, String path, Level level, int depth) {
    if (!(value instanceof ObjectValue object) || depth > DEEPEST) {
      errors.add(new FieldError(path, FieldError.Type.INVALID, null,
          depth > DEEPEST
              ? "schemas must not be nested deeper than " + DEEPEST
              : "must be a schema object"));
      return Schema.EMPTY;
    }
    var fields = new SchemaFields(object, path, errors);
    var type = fields.text("type");
    var allowed = new ArrayList<Value>();
    fields.array("enum").forEach(allowed::add);
    var schema = new Schema(type, Formats.known(type, fields.text("format")), limits(fields),
        marks(fields, type, level), fields.get("default"), List.copyOf(allowed),
        properties(fields, level, depth), additional(fields, level, depth),
        items(fields, level, depth), fields.texts("required"), junctions(fields, depth));
    errors.addAll(new StructuralRules(fields, schema).checkWords());
    var rules = new StructuralRules(fields, schema);
    structuralErrors.addAll(level == Level.NESTED
        ? rules.checkAlternative()
        : rules.checkStructure(level.typeMissing));
    return schema;
  }

  private Set<Mark> marks(SchemaFields fields, String type, Level level) {
    var words = Map.of(Mark.NULLABLE, "nullable",
        Mark.INT_OR_STRING, "x-kubernetes-int-or-string",
        Mark.EMBEDDED_RESOURCE, "x-kubernetes-embedded-resource",
        Mark.PRESERVE_UNKNOWN_FIELDS, "x-kubernetes-preserve-unknown-fields");
    var marks = EnumSet.noneOf(Mark.class);
    words.forEach((mark, word) -> {
      if (fields.flag(word)) {
        marks.add(mark);
      }
    });
    if (legacy && level != Level.NESTED && (type.isEmpty() || type.equals("object"))) {
      marks.add(Mark.PRESERVE_UNKNOWN_FIELDS);
    }
    return marks;
  }

  private Schema.Limits limits(SchemaFields fields) {
    return new Schema.Limits(
        bound(fields, "minimum", "exclusiveMinimum"),
        bound(fields, "maximum", "exclusiveMaximum"),
        fields.number("multipleOf"),
        span(fields, "minLength", "maxLength"),
        span(fields, "minItems", "maxItems"),
        span(fields, "minProperties", "maxProperties"),
        pattern(fields));
  }

  private static @Nullable Bound bound(SchemaFields fields, String name, String exclusive) {
    var value = fields.number(name);
    return value == null ? null : new Bound(value, fields.flag(exclusive));
  }

  private static @Nullable Span span(SchemaFields fields, String least, String greatest) {
    var from = fields.number(least);
    var to = fields.number(greatest);
    return from == null && to == null
        ? null
        : new Span(from == null ? 0 : from.longValue(), to == null ? -1 : to.longValue());
  }

  private @Nullable Pattern pattern(SchemaFields fields) {
    var pattern = fields.text("pattern");
    if (pattern.isEmpty()) {
      return null;
    }
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      structuralErrors.add(FieldError.invalid(fields.path("pattern"), pattern,
          "must be a valid regular expression, but isn't: " + e.getMessage()));
      return null;
    }
  }

  private Map<String, Schema> properties(SchemaFields fields, Level level, int depth) {
    var properties = new LinkedHashMap<String, Schema>();
    var entries = fields.object("properties");
    for (var i = 0; i < entries.size(); i++) {
      var name = entries.keyAt(i) instanceof StringValue text
          ? text.value()
          : entries.keyAt(i).toString();
      properties.put(name, node(entries.valueAt(i), fields.path("properties[" + name + "]"),
          level.below(Level.FIELD), depth + 1));
    }
    return properties;
  }

  private Additional additional(SchemaFields fields, Level level, int depth) {
    var name = "additionalProperties";
    return switch (fields.get(name)) {
      case null -> new Additional.Unsaid();
      case BooleanValue allowed -> new Additional.Allowed(allowed.value());
      case Value schema -> new Additional.Typed(
          node(schema, fields.path(name), level.below(Level.FIELD), depth + 1));
    };
  }

  private @Nullable Schema items(SchemaFields fields, Level level, int depth) {
    var path = fields.path("items");
    return switch (fields.get("items")) {
      case null -> legacy && fields.text("type").equals("array")
          ? node(ObjectValue.EMPTY, path, level.below(Level.ITEM), depth + 1)
          : null;
      case ArrayValue several -> {
        errors.add(FieldError.forbidden(path, "items must be a schema object and not an array"));
        yield null;
      }
      case Value schema -> node(schema, path, level.below(Level.ITEM), depth + 1);
    };
  }

  private Schema.Junctions junctions(SchemaFields fields, int depth) {
    var not = fields.get("not");
    return new Schema.Junctions(alternatives(fields, "allOf", depth),
        alternatives(fields, "anyOf", depth), alternatives(fields, "oneOf", depth),
        not == null ? null : node(not, fields.path("not"), Level.NESTED, depth + 1));
  }

  private List<Schema> alternatives(SchemaFields fields, String name, int depth) {
    var schemas = new ArrayList<Schema>();
    var items = fields.array(name);
    for (var i = 0; i < items.size(); i++) {
      schemas.add(
          node(items.get(i), fields.path(name + "[" + i + "]"), Level.NESTED, depth + 1));
    }
    return List.copyOf(schemas);
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
}
