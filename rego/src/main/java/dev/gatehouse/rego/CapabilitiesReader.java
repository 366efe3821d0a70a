package dev.gatehouse.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.types.Type;
import dev.gatehouse.rego.types.TypeReader;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads capabilities from the JSON that {@code opa capabilities} prints. */
public final class CapabilitiesReader {

  private CapabilitiesReader() {}

  /**
   * Reads capabilities. What is not listed may not be used; hosts alone are not limited where they
   * are not listed.
   *
   * @throws IllegalArgumentException if these are no capabilities
   */
  public static Capabilities read(Value document) {
    if (!(document instanceof ObjectValue fields)) {
      throw new IllegalArgumentException("capabilities must be an object");
    }
    var hosts = fields.get("allow_net");
    return new Capabilities(
        Optional.of(functions(list(fields, "builtins"))),
        names(list(fields, "future_keywords")),
        names(list(fields, "features")),
        hosts == null || hosts == NullValue.NULL
            ? Optional.empty()
            : Optional.of(names(list(fields, "allow_net"))));
  }

  private static Map<String, Capabilities.Declaration> functions(List<Value> rows) {
    var functions = new HashMap<String, Capabilities.Declaration>();
    for (var row : rows) {
      if (!(row instanceof ObjectValue fields)
          || !(fields.get("name") instanceof StringValue name)) {
        throw new IllegalArgumentException("a function must be an object with a name");
      }
      functions.put(
          name.value(), new Capabilities.Declaration(type(fields.get("decl")), flags(fields)));
    }
    return functions;
  }

  private static Type.Function type(@Nullable Value declaration) {
    return declaration == null || declaration == NullValue.NULL
        ? new Type.Function(List.of(), null, null)
        : TypeReader.function(declaration);
  }

  private static Set<Builtin.Flag> flags(ObjectValue row) {
    var flags = EnumSet.noneOf(Builtin.Flag.class);
    for (var flag : List.of(
        Builtin.Flag.RELATION, Builtin.Flag.DEPRECATED, Builtin.Flag.NONDETERMINISTIC)) {
      if (BooleanValue.TRUE.equals(row.get(flag.capability()))) {
        flags.add(flag);
      }
    }
    return flags;
  }

  private static Set<String> names(List<Value> values) {
    var names = new HashSet<String>();
    for (var value : values) {
      if (!(value instanceof StringValue name)) {
        throw new IllegalArgumentException("expected a list of names");
      }
      names.add(name.value());
    }
    return names;
  }

  private static List<Value> list(ObjectValue fields, String name) {
    return switch (fields.get(name)) {
      case null -> List.of();
      case NullValue none -> List.of();
      case ArrayValue array -> array.items();
      default -> throw new IllegalArgumentException(name + " must be a list");
    };
  }
}
