package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.List;

/** Puts the fields of a module's JSON form into the order in which {@code opa parse} has them. */
final class AstOrder {

  private static final List<List<String>> ORDERS = List.of(
      List.of("package", "imports", "annotations", "rules", "comments"),
      List.of("file", "row", "col", "text"),
      List.of("Text", "Location"),
      List.of("name", "args", "key", "value", "assign", "ref", "location"),
      List.of("term", "body"),
      List.of("key", "value", "body"),
      List.of("parts", "multi_line"),
      List.of("type", "body", "explicit_body"),
      List.of("type", "lhs", "rhs", "explicit_lhs", "explicit_rhs"));

  private AstOrder() {}

  static JsonTree of(Value value) {
    return switch (value) {
      case ArrayValue array -> JsonTree.array(array.items(), AstOrder::of);
      case ObjectValue object -> fields(object);
      default -> new JsonTree.Leaf(value);
    };
  }

  private static JsonTree fields(ObjectValue object) {
    var json = JsonTree.object();
    if (object.get("scope") != null) {
      return AnnotationJson.of(object);
    }
    for (var order : ORDERS) {
      if (object.get(order.getFirst()) != null && hasOnly(object, order)
          || order.contains("assign") && object.get("ref") != null && hasOnly(object, order)) {
        for (var name : order) {
          var value = object.get(name);
          if (value != null) {
            json.with(name, of(value));
          }
        }
        return json;
      }
    }
    for (var i = 0; i < object.size(); i++) {
      json.with(((StringValue) object.keyAt(i)).value(), of(object.valueAt(i)));
    }
    return json;
  }

  private static boolean hasOnly(ObjectValue object, List<String> names) {
    for (var i = 0; i < object.size(); i++) {
      if (!(object.keyAt(i) instanceof StringValue key) || !names.contains(key.value())) {
        return false;
      }
    }
    return true;
  }
}
