package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CapabilitiesHistory;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.compile.Requirements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Capabilities in the form, and with the order of fields, that {@code opa capabilities} prints. */
final class CapabilitiesJson {

  private static final Set<Value> NAMES = Set.of(
      StringValue.of("name"), StringValue.of("description"));

  private CapabilitiesJson() {}

  static JsonTree of(ObjectValue capabilities) {
    var json = JsonTree.object();
    json.withList("builtins", items(capabilities, "builtins", "name", "description", "categories",
        "decl", "infix", "relation", "deprecated", "nondeterministic"));
    json.withList("future_keywords", items(capabilities, "future_keywords"));
    json.withList(
        "wasm_abi_versions", items(capabilities, "wasm_abi_versions", "version", "minor_version"));
    json.withList("features", items(capabilities, "features"));
    return json.withList("allow_net", items(capabilities, "allow_net"));
  }

  /** What modules need of the present ones, the functions without any description. */
  static JsonTree of(Requirements required) {
    var current = CapabilitiesHistory.load().current(RegoVersion.V1);
    var functions = new ArrayList<Value>();
    for (var row : rows(current, "builtins")) {
      if (row instanceof ObjectValue fields
          && fields.get("name") instanceof StringValue name
          && required.functions().contains(name.value())) {
        functions.add(
            fields.without(StringValue.of("description")).without(StringValue.of("categories")));
      }
    }
    return withoutNames(ObjectValue.builder()
        .put("builtins", ArrayValue.of(functions))
        .put("future_keywords", names(required.keywords()))
        .put("features", names(required.features()))
        .build());
  }

  private static ArrayValue names(Collection<String> names) {
    return ArrayValue.of(names.stream().map(StringValue::of).toList());
  }

  /** The same without the names and descriptions that types have. */
  static JsonTree withoutNames(ObjectValue capabilities) {
    if (!(capabilities.get("builtins") instanceof ArrayValue builtins)) {
      return of(capabilities);
    }
    var bare = builtins.items().stream().map(CapabilitiesJson::withBareType).toList();
    return of(capabilities.with("builtins", ArrayValue.of(bare)));
  }

  private static Value withBareType(Value row) {
    return row instanceof ObjectValue fields && fields.get("decl") instanceof ObjectValue type
        ? fields.with("decl", bare(type))
        : row;
  }

  private static Value bare(Value type) {
    return switch (type) {
      case ArrayValue types ->
        ArrayValue.of(types.items().stream().map(CapabilitiesJson::bare).toList());
      case ObjectValue fields -> {
        var kept = ObjectValue.builder();
        for (var i = 0; i < fields.size(); i++) {
          if (!NAMES.contains(fields.keyAt(i))) {
            kept.put(fields.keyAt(i), bare(fields.valueAt(i)));
          }
        }
        yield kept.build();
      }
      default -> type;
    };
  }

  private static JsonTree.Items items(ObjectValue from, String name, String... fields) {
    return JsonTree.array(
        rows(from, name),
        item -> item instanceof ObjectValue row ? row(row, fields) : new JsonTree.Leaf(item));
  }

  static List<Value> rows(ObjectValue from, String name) {
    return from.get(name) instanceof ArrayValue array ? array.items() : List.of();
  }

  /** The fields that say something; the type of a function is always there. */
  private static JsonTree row(ObjectValue row, String... fields) {
    var json = JsonTree.object();
    for (var field : fields) {
      var value = row.get(field);
      if (value != null && !saysNothing(value)) {
        json.with(field, value);
      } else if (field.equals("decl")) {
        json.with(field, NullValue.NULL);
      }
    }
    return json;
  }

  private static boolean saysNothing(Value value) {
    return value == NullValue.NULL
        || value == BooleanValue.FALSE
        || value instanceof StringValue text && text.value().isEmpty()
        || value instanceof ArrayValue array && array.isEmpty();
  }
}
