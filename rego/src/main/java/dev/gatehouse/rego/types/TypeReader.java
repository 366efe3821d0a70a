package dev.gatehouse.rego.types;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads types as files of capabilities write them. */
public final class TypeReader {

  private static final int DEEPEST = 200;

  private TypeReader() {}

  /** The type of a function. @throws IllegalArgumentException if it is none */
  public static Type.Function function(Value declaration) {
    var fields = object(declaration);
    var result = fields.get("result");
    var variadic = fields.get("variadic");
    return new Type.Function(
        types(fields.get("args"), 0),
        result == null ? null : type(result, 0),
        variadic == null ? null : type(variadic, 0));
  }

  private static Type type(Value value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("type is nested too deep");
    }
    var fields = object(value);
    var name = fields.get("type") instanceof StringValue text ? text.value() : "";
    return switch (name) {
      case "null" -> Type.NULL;
      case "boolean" -> Type.BOOLEAN;
      case "number" -> Type.NUMBER;
      case "string" -> Type.STRING;
      case "any" -> new Type.Any(types(fields.get("of"), depth));
      case "set" -> Type.set(of(fields, depth));
      case "array" -> {
        var rest = fields.get("dynamic");
        yield new Type.Array(
            types(fields.get("static"), depth), rest == null ? null : type(rest, depth + 1));
      }
      case "object" -> objectType(fields, depth);
      case "function" -> function(fields);
      default -> throw new IllegalArgumentException("unknown type '" + name + "'");
    };
  }

  private static Type of(ObjectValue fields, int depth) {
    var of = fields.get("of");
    return of == null ? Type.ANY : type(of, depth + 1);
  }

  private static Type objectType(ObjectValue fields, int depth) {
    var properties = new ArrayList<Type.Property>();
    for (var property : list(fields.get("static"))) {
      var known = object(property);
      var key = known.get("key");
      var value = known.get("value");
      if (key == null || value == null) {
        throw new IllegalArgumentException("property without key or value");
      }
      properties.add(new Type.Property(key, type(value, depth + 1)));
    }
    var rest = fields.get("dynamic");
    if (rest == null) {
      return new Type.Object(properties, null, null);
    }
    var key = object(rest).get("key");
    var value = object(rest).get("value");
    return new Type.Object(
        properties,
        key == null ? Type.ANY : type(key, depth + 1),
        value == null ? Type.ANY : type(value, depth + 1));
  }

  private static List<Type> types(@Nullable Value values, int depth) {
    return list(values).stream().map(value -> type(value, depth + 1)).toList();
  }

  private static List<Value> list(@Nullable Value values) {
    return switch (values) {
      case null -> List.of();
      case ArrayValue array -> array.items();
      default -> throw new IllegalArgumentException("expected a list of types");
    };
  }

  private static ObjectValue object(Value value) {
    if (value instanceof ObjectValue object) {
      return object;
    }
    throw new IllegalArgumentException("a type must be an object");
  }
}
