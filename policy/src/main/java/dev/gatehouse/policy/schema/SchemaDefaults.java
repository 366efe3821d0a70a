package dev.gatehouse.policy.schema;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.policy.schema.Schema.Mark;
import org.jspecify.annotations.Nullable;

/** Fills in defaults as the API server does: outer ones first, then inside of what is there. */
final class SchemaDefaults {

  private SchemaDefaults() {}

  static Value fill(@Nullable Schema schema, Value value) {
    if (schema == null) {
      return value;
    }
    return switch (value) {
      case ObjectValue object -> fillObject(schema, object);
      case ArrayValue array -> fillArray(schema, array);
      default -> value;
    };
  }

  private static Value fillObject(Schema schema, ObjectValue object) {
    var filled = object.toBuilder();
    schema.properties().forEach((name, property) -> {
      var missing = object.get(name);
      var standIn = property.defaultValue();
      if (standIn != null && (missing == null || isUnwantedNull(missing, property))) {
        filled.put(name, standIn);
      }
    });
    var complete = filled.build();
    var result = complete.toBuilder();
    for (var i = 0; i < complete.size(); i++) {
      var key = complete.keyAt(i);
      var name = key instanceof StringValue text ? text.value() : key.toString();
      var property = schema.properties().get(name);
      result.put(key, property != null
          ? fill(property, complete.valueAt(i))
          : fillItem(schema.additionalSchema().orElse(null), complete.valueAt(i)));
    }
    return result.build();
  }

  private static Value fillArray(Schema schema, ArrayValue array) {
    var filled = new Value[array.size()];
    for (var i = 0; i < filled.length; i++) {
      filled[i] = fillItem(schema.items(), array.get(i));
    }
    return ArrayValue.owning(filled);
  }

  private static Value fillItem(@Nullable Schema schema, Value value) {
    if (schema != null && isUnwantedNull(value, schema)) {
      var standIn = schema.defaultValue();
      return standIn == null ? value : fill(schema, standIn);
    }
    return fill(schema, value);
  }

  private static boolean isUnwantedNull(Value value, Schema schema) {
    return value instanceof NullValue && !schema.is(Mark.NULLABLE);
  }
}
