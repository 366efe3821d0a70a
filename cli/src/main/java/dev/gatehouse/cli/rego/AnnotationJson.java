package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.List;

/** The content of annotations with the order of fields that {@code opa} prints. */
final class AnnotationJson {

  private static final Value EMPTY = StringValue.of("");

  private AnnotationJson() {}

  static JsonTree.Fields of(ObjectValue annotation) {
    var json = JsonTree.object();
    for (var i = 0; i < annotation.size(); i++) {
      if (annotation.keyAt(i) instanceof StringValue name) {
        json.with(name.value(), field(name.value(), annotation.valueAt(i)));
      }
    }
    return json;
  }

  private static JsonTree field(String name, Value value) {
    return switch (name) {
      case "authors" -> ordered(value, "name", "email");
      case "schemas" -> ordered(value, "path", "schema", "definition");
      case "location" -> AstOrder.of(value);
      default -> new JsonTree.Leaf(value);
    };
  }

  /** Objects with these fields, as far as they say anything. */
  private static JsonTree ordered(Value objects, String... fields) {
    var items = objects instanceof ArrayValue array ? array.items() : List.<Value>of();
    return JsonTree.array(items, item -> {
      var json = JsonTree.object();
      for (var field : fields) {
        var value = item instanceof ObjectValue object ? object.get(field) : null;
        if (value != null && !EMPTY.equals(value)) {
          json.with(field, value);
        }
      }
      return json;
    });
  }
}
