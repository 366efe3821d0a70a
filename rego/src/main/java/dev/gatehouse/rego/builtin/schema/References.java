package dev.gatehouse.rego.builtin.schema;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Urls;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The schemas of a document that references can name. Made absolute, a reference needs no scope. */
final class References {

  private static final Set<String> LITERAL = Set.of("const", "enum");
  private static final Set<String> NAMED = Set.of("properties", "dependencies",
      "patternProperties");

  private final Map<String, Value> known = new HashMap<>();
  private final Value root;

  References(Value document) {
    root = absolute(document, "");
    known.put("", root);
  }

  /** The document with absolute references. */
  Value root() {
    return root;
  }

  private Value absolute(Value value, String base) {
    return switch (value) {
      case ArrayValue array -> {
        var items = new ArrayList<Value>(array.size());
        array.forEach(item -> items.add(absolute(item, base)));
        yield ArrayValue.of(items);
      }
      case ObjectValue object -> schema(object, base);
      default -> value;
    };
  }

  private Value schema(ObjectValue object, String outer) {
    var identifier = object.get("id") != null ? object.get("id") : object.get("$id");
    var base = identifier instanceof StringValue text ? resolve(outer, text.value()) : outer;
    var copy = ObjectValue.builder();
    for (var i = 0; i < object.size(); i++) {
      var name = ((StringValue) object.keyAt(i)).value();
      copy.put(name, member(name, object.valueAt(i), base));
    }
    var schema = copy.build();
    if (identifier instanceof StringValue && known.putIfAbsent(base, schema) != null) {
      throw new IllegalArgumentException("Reference already exists: \"" + base + "\"");
    }
    return schema;
  }

  private Value member(String name, Value value, String base) {
    if (LITERAL.contains(name)) {
      return value;
    }
    if (name.equals("$ref") && value instanceof StringValue text) {
      return StringValue.of(resolve(base, text.value()));
    }
    if (NAMED.contains(name)) {
      return value instanceof ObjectValue children ? children(children, base) : value;
    }
    return absolute(value, base);
  }

  private Value children(ObjectValue children, String base) {
    var copy = ObjectValue.builder();
    for (var i = 0; i < children.size(); i++) {
      copy.put(children.keyAt(i), absolute(children.valueAt(i), base));
    }
    return copy.build();
  }

  private static String resolve(String base, String reference) {
    if (reference.startsWith("#") || reference.isEmpty()) {
      return withoutFragment(base) + (reference.length() > 1 ? reference : "");
    }
    try {
      var text = URI.create(base).resolve(reference).toString();
      var plain = text.endsWith("#") ? text.substring(0, text.length() - 1) : text;
      return plain.contains(":") || plain.startsWith("/") ? plain : "/" + plain;
    } catch (IllegalArgumentException e) {
      return reference;
    }
  }

  private static String withoutFragment(String reference) {
    var hash = reference.indexOf('#');
    return hash < 0 ? reference : reference.substring(0, hash);
  }

  /** What an absolute reference names. @throws IllegalArgumentException if it is not there */
  Value find(String reference) {
    var named = known.get(reference);
    if (named != null) {
      return named;
    }
    var document = known.get(withoutFragment(reference));
    if (document != null) {
      var hash = reference.indexOf('#');
      return below(document, Urls.unescape(reference.substring(hash + 1), false));
    }
    throw new IllegalArgumentException(
        reference.contains("://")
            ? "remote reference loading disabled: " + reference
            : "Reference " + reference + " must be canonical");
  }

  private static Value below(Value document, String pointer) {
    if (!pointer.startsWith("/")) {
      return document;
    }
    var at = document;
    for (var part : pointer.substring(1).split("/", -1)) {
      var name = part.replace("~1", "/").replace("~0", "~");
      at = switch (at) {
        case ObjectValue object -> {
          var member = object.get(name);
          if (member == null) {
            throw new IllegalArgumentException("Object has no key '" + name + "'");
          }
          yield member;
        }
        case ArrayValue array -> item(array, name);
        default ->
          throw new IllegalArgumentException("Invalid token reference '" + name + "'");
      };
    }
    return at;
  }

  private static Value item(ArrayValue array, String name) {
    if (!name.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("Invalid array index '" + name + "'");
    }
    var index = Integer.parseInt(name);
    if (index >= array.size()) {
      throw new IllegalArgumentException(
          "Out of bound array[0," + array.size() + "] index '" + index + "'");
    }
    return array.get(index);
  }
}
