package dev.gatehouse.rego.types;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes types of JSON schemas, as OPA does: of several types in one schema one counts, and what a
 * schema says of values counts for nothing. A schema that refers to itself is unrolled a few times;
 * below that, anything goes.
 */
public final class SchemaTypes {

  private static final int DEEPEST = 200;
  private static final int UNROLLED = 3;
  private static final int MOST = 50_000;

  private final Value root;
  private final Map<String, Integer> open = new HashMap<>();
  private int depth;
  private int count;

  private SchemaTypes(Value root) {
    this.root = root;
  }

  /** The type of a schema. @throws IllegalArgumentException if it has no type */
  public static Type of(Value schema) {
    try {
      return new SchemaTypes(schema).type(new SubSchema(schema));
    } catch (MergeException e) {
      throw new IllegalArgumentException("type checking: " + e.getMessage(), e);
    }
  }

  /** Schemas that are joined by allOf have no type in common. */
  private static final class MergeException extends IllegalArgumentException {

    MergeException(String message) {
      super(message);
    }
  }

  /** A schema, of which merging changes the parts. */
  private static final class SubSchema {

    private final ObjectValue source;
    private final List<String> types = new ArrayList<>();
    private final List<Type.Property> properties = new ArrayList<>();
    private final List<Value> items = new ArrayList<>();
    private final boolean isItemsSingle;

    SubSchema(Value value) {
      source = value instanceof ObjectValue object ? object : ObjectValue.EMPTY;
      switch (source.get("type")) {
        case StringValue type -> types.add(type.value());
        case ArrayValue list -> list.forEach(type -> {
          if (type instanceof StringValue text) {
            types.add(text.value());
          }
        });
        case null, default -> {
        }
      }
      var given = source.get("items");
      isItemsSingle = !(given instanceof ArrayValue);
      if (given instanceof ArrayValue list) {
        list.forEach(items::add);
      } else if (given != null) {
        items.add(given);
      }
    }

    @Nullable
    List<Value> members(String name) {
      return source.get(name) instanceof ArrayValue list ? list.items() : null;
    }

    @Nullable
    String reference() {
      return source.get("$ref") instanceof StringValue ref ? ref.value() : null;
    }

    boolean hasProperties() {
      return source.get("properties") instanceof ObjectValue object && !object.isEmpty();
    }

    boolean is(String type) {
      return types.contains(type);
    }

    String typeText() {
      return types.isEmpty()
          ? "undefined"
          : types.size() == 1 ? types.getFirst() : "[" + String.join(",", types) + "]";
    }

    /** Takes what has members for an object or an array. */
    void infer() {
      if (!properties.isEmpty() || hasProperties()) {
        if (!is("object")) {
          types.add("object");
        }
      } else if (!items.isEmpty() && !is("array")) {
        types.add("array");
      }
    }
  }

  private Type type(SubSchema schema) {
    if (++count > MOST) {
      return Type.ANY;
    }
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("schemas nest deeper than " + DEEPEST);
    }
    var type = typeOf(schema);
    depth--;
    return type;
  }

  private Type typeOf(SubSchema schema) {
    var reference = schema.reference();
    if (reference != null) {
      return referenced(reference);
    }
    var either = schema.members("anyOf");
    if (either != null) {
      return anyOf(schema, either);
    }
    var all = schema.members("allOf");
    return all == null ? plain(schema) : allOf(schema, all);
  }

  private Type referenced(String reference) {
    if (open.merge(reference, 1, Integer::sum) > UNROLLED) {
      open.merge(reference, -1, Integer::sum);
      return Type.ANY;
    }
    var type = type(resolved(reference));
    open.merge(reference, -1, Integer::sum);
    return type;
  }

  private SubSchema resolved(String reference) {
    if (!reference.startsWith("#")) {
      throw new IllegalArgumentException(
          "unable to compile the schema: reference " + reference
              + " is outside of the schema, which only those that begin with # are not");
    }
    var value = root;
    for (var part : reference.substring(1).split("/", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      var name = part.replace("~1", "/").replace("~0", "~");
      var next = switch (value) {
        case ObjectValue object -> object.get(name);
        case ArrayValue array when name.matches("[0-9]{1,6}")
            && Integer.parseInt(name) < array.size() ->
          array.get(Integer.parseInt(name));
        default -> null;
      };
      if (next == null) {
        throw new IllegalArgumentException(
            "unable to compile the schema: Object has no key '" + name + "'");
      }
      value = next;
    }
    return new SubSchema(value);
  }

  private Type anyOf(SubSchema schema, List<Value> members) {
    var types = new ArrayList<Type>();
    if (!schema.types.isEmpty()) {
      var core = plain(schema);
      if (core instanceof Type.Object object && object.key() == null) {
        types.add(core);
      }
    }
    members.forEach(member -> types.add(type(new SubSchema(member))));
    return Types.or(types);
  }

  private Type allOf(SubSchema schema, List<Value> members) {
    var parts = new ArrayList<SubSchema>();
    for (var member : members) {
      var part = new SubSchema(member);
      for (var hops = 0; part.reference() != null && hops < DEEPEST; hops++) {
        part = resolved(part.reference());
      }
      var isChoice = part.types.isEmpty() && part.members("anyOf") != null
          && !part.hasProperties() && part.items.isEmpty();
      if (!isChoice) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      return Type.ANY;
    }
    var merged = merge(parts);
    if (schema.types.isEmpty()) {
      return plain(merged);
    }
    if (schema.is("object") && merged.is("object") || schema.is("array") && merged.is("array")) {
      return plain(merge(List.of(merged, schema)));
    }
    if (!schema.typeText().equals(merged.typeText())) {
      throw new MergeException("unable to merge these schemas");
    }
    return plain(merged);
  }

  private SubSchema merge(List<SubSchema> parts) {
    parts.forEach(SubSchema::infer);
    var result = parts.getFirst();
    own(result);
    for (var part : parts.subList(1, parts.size())) {
      if (!result.typeText().equals(part.typeText())) {
        throw new MergeException(
            "unable to merge these schemas: type mismatch: " + result.typeText() + " and "
                + part.typeText());
      }
      own(part);
      if (result.is("object") && !result.properties.isEmpty() && !part.properties.isEmpty()) {
        result.properties.addAll(part.properties);
      } else if (result.is("array") && !result.items.isEmpty() && !part.items.isEmpty()) {
        mergeItems(result, part);
      }
    }
    return result;
  }

  /** Makes the properties of a schema, unless merging has. */
  private void own(SubSchema schema) {
    if (schema.properties.isEmpty()
        && schema.source.get("properties") instanceof ObjectValue members) {
      for (var i = 0; i < members.size(); i++) {
        schema.properties.add(
            new Type.Property(members.keyAt(i), type(new SubSchema(members.valueAt(i)))));
      }
    }
  }

  private static void mergeItems(SubSchema result, SubSchema part) {
    for (var i = 0; i < part.items.size(); i++) {
      if (result.items.size() <= i) {
        result.items.add(part.items.get(i));
      }
      var left = new SubSchema(result.items.get(i)).typeText();
      if (!left.equals(new SubSchema(part.items.get(i)).typeText())) {
        throw new MergeException("unable to merge these schemas");
      }
    }
  }

  private Type plain(SubSchema schema) {
    if (schema.types.isEmpty()) {
      schema.infer();
    }
    if (schema.is("boolean")) {
      return Type.BOOLEAN;
    }
    if (schema.is("string")) {
      return Type.STRING;
    }
    if (schema.is("integer") || schema.is("number")) {
      return Type.NUMBER;
    }
    if (schema.is("object")) {
      own(schema);
      return schema.properties.isEmpty()
          ? Type.object(Type.ANY, Type.ANY)
          : new Type.Object(schema.properties, null, null);
    }
    return schema.is("array") ? array(schema) : Type.ANY;
  }

  private Type array(SubSchema schema) {
    if (schema.items.isEmpty()) {
      return Type.array(Type.ANY);
    }
    if (schema.isItemsSingle) {
      return Type.array(type(new SubSchema(schema.items.getFirst())));
    }
    return new Type.Array(
        schema.items.stream().map(item -> type(new SubSchema(item))).toList(), null);
  }
}
