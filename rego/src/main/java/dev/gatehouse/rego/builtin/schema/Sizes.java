package dev.gatehouse.rego.builtin.schema;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.schema.Rule.Keyword;
import java.util.LinkedHashSet;
import java.util.function.ToLongFunction;

/** Reads how many members and items there may be, and which members there must be. */
final class Sizes {

  private Sizes() {}

  static void add(Keywords keywords, Node node) {
    ToLongFunction<Value> members = value -> ((ObjectValue) value).size();
    ToLongFunction<Value> items = value -> ((ArrayValue) value).size();
    var leastMembers = keywords.size("minProperties");
    var mostMembers = keywords.size("maxProperties");
    if (leastMembers != null) {
      node.rule(Keyword.MIN_PROPERTIES, Scalars.size(members, size -> size >= leastMembers,
          "array_min_properties", "Must have at least " + leastMembers + " properties"));
    }
    if (mostMembers != null) {
      node.rule(Keyword.MAX_PROPERTIES, Scalars.size(members, size -> size <= mostMembers,
          "array_max_properties", "Must have at most " + mostMembers + " properties"));
    }
    Bounds.ordered("minProperties", leastMembers, "maxProperties", mostMembers);
    required(keywords, node);
    var leastItems = keywords.size("minItems");
    var mostItems = keywords.size("maxItems");
    if (leastItems != null) {
      node.rule(Keyword.MIN_ITEMS, Scalars.size(items, size -> size >= leastItems,
          "array_min_items", "Array must have at least " + leastItems + " items"));
    }
    if (mostItems != null) {
      node.rule(Keyword.MAX_ITEMS, Scalars.size(items, size -> size <= mostItems,
          "array_max_items", "Array must have at most " + mostItems + " items"));
    }
  }

  private static void required(Keywords keywords, Node node) {
    var required = keywords.list("required");
    if (required == null) {
      return;
    }
    var names = new LinkedHashSet<String>();
    for (var item : required) {
      if (!(item instanceof StringValue name)) {
        throw Messages.wrongType("string", "required");
      }
      if (!names.add(name.value())) {
        throw Messages.mustBeUnique("required");
      }
    }
    node.rule(Keyword.REQUIRED, Contents.required(names));
  }
}
