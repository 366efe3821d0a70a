package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types in the form that {@code opa} prints, which files of capabilities have too. */
final class TypeJson {

  private TypeJson() {}

  /** The form of a type; null where nothing is known. */
  static Value of(Type type) {
    return switch (type) {
      case Type.Unknown unknown -> NullValue.NULL;
      case Type.Basic basic -> named(basic.toString()).build();
      case Type.Array(var items, var rest) -> {
        var json = named("array");
        putUnlessEmpty(json, "static", items);
        yield putIfKnown(json, "dynamic", rest).build();
      }
      case Type.Set(var member) -> putIfKnown(named("set"), "of", member).build();
      case Type.Object object -> object(object);
      case Type.Any(var of) -> putUnlessEmpty(named("any"), "of", of).build();
      case Type.Function(var args, var result, var variadic) -> {
        var json = named("function");
        putUnlessEmpty(json, "args", args);
        putIfKnown(json, "result", result);
        yield putIfKnown(json, "variadic", variadic).build();
      }
    };
  }

  static ArrayValue of(List<Type> types) {
    return ArrayValue.of(types.stream().map(TypeJson::of).toList());
  }

  private static Value object(Type.Object object) {
    var json = named("object");
    var properties = object.properties().stream()
        .<Value>map(known -> property(known.key(), known.value()))
        .toList();
    if (!properties.isEmpty()) {
      json.put("static", ArrayValue.of(properties));
    }
    if (object.key() != null && object.value() != null) {
      json.put("dynamic", property(of(object.key()), object.value()));
    }
    return json.build();
  }

  private static Value property(Value key, Type value) {
    return ObjectValue.of("key", key, "value", of(value));
  }

  private static ObjectValue.Builder named(String type) {
    return ObjectValue.builder().put("type", StringValue.of(type));
  }

  private static ObjectValue.Builder putUnlessEmpty(
      ObjectValue.Builder json, String name, List<Type> types) {
    return types.isEmpty() ? json : json.put(name, of(types));
  }

  private static ObjectValue.Builder putIfKnown(
      ObjectValue.Builder json, String name, @Nullable Type type) {
    return type == null || type == Type.UNKNOWN ? json : json.put(name, of(type));
  }
}
