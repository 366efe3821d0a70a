package dev.gatehouse.cli.rego;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** JSON whose objects keep the order in which their fields were given, unlike values. */
sealed interface JsonTree {

  /** A value, with its own order. */
  record Leaf(Value value) implements JsonTree {}

  /** An object with fields in order. */
  record Fields(Map<String, JsonTree> fields) implements JsonTree {

    public Fields {
      fields = new LinkedHashMap<>(fields);
    }

    Fields with(String name, JsonTree field) {
      fields.put(name, field);
      return this;
    }

    Fields with(String name, Value value) {
      return with(name, new Leaf(value));
    }

    Fields with(String name, String text) {
      return with(name, StringValue.of(text));
    }

    Fields with(String name, long number) {
      return with(name, IntegerValue.of(number));
    }

    Fields with(String name, boolean flag) {
      return with(name, BooleanValue.of(flag));
    }

    /** The same with fields in the order of their names, also within them. */
    Fields sorted() {
      var sorted = object();
      new TreeMap<>(fields).forEach((name, field) -> sorted.with(
          name, field instanceof Fields inner ? inner.sorted() : field));
      return sorted;
    }

    /** Adds the field unless the list is empty. */
    Fields withList(String name, Items items) {
      return items.items.isEmpty() ? this : with(name, items);
    }
  }

  /** An array. */
  record Items(List<? extends JsonTree> items) implements JsonTree {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** An object without fields, to be given some. */
  static Fields object() {
    return new Fields(Map.of());
  }

  static <T> Items array(List<T> items, Function<? super T, ? extends JsonTree> form) {
    var trees = new ArrayList<JsonTree>(items.size());
    items.forEach(item -> trees.add(form.apply(item)));
    return new Items(trees);
  }

  /** The tree as text with two spaces for each level and a line break at the end. */
  default String text() {
    var out = new StringBuilder();
    write(this, "", out);
    return out.append('\n').toString();
  }

  private static void write(JsonTree tree, String indent, StringBuilder out) {
    var deeper = indent + "  ";
    switch (tree) {
      case Leaf(var value) ->
        out.append(Json.write(value, new JsonStyle(true, indent, "  ", true)));
      case Fields(var fields) when fields.isEmpty() -> out.append("{}");
      case Items(var items) when items.isEmpty() -> out.append("[]");
      case Fields(var fields) -> {
        var separator = "{\n";
        for (var field : fields.entrySet()) {
          out.append(separator).append(deeper);
          out.append(Json.write(StringValue.of(field.getKey()))).append(": ");
          write(field.getValue(), deeper, out);
          separator = ",\n";
        }
        out.append('\n').append(indent).append('}');
      }
      case Items(var items) -> {
        var separator = "[\n";
        for (var item : items) {
          out.append(separator).append(deeper);
          write(item, deeper, out);
          separator = ",\n";
        }
        out.append('\n').append(indent).append(']');
      }
    }
  }
}
