package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Annotations;
import dev.gatehouse.rego.syntax.AstJson;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An annotation with what it describes.
 *
 * @param location of the statement below it
 * @param path of the package or rule, {@code data} first
 * @param rule the rule below it, null if it describes a package
 */
record Annotated(
    Module module, Module.Annotation annotation, Location location, Term.Ref path,
    @Nullable Rule rule) {

  private static final int WIDTH = 80;

  /** The annotations of modules by what they describe, then as they stand in the source. */
  static List<Annotated> all(List<Module> modules) {
    var all = new ArrayList<Annotated>();
    for (var module : modules) {
      var byRow = Annotations.rulesByRow(module);
      for (var annotation : module.annotations()) {
        all.add(of(module, annotation, byRow.get(annotation.row())));
      }
    }
    all.sort(Comparator.comparing((Annotated each) -> (Term) each.path, TermOrder.INSTANCE)
        .thenComparing(Annotated::location));
    return all;
  }

  private static Annotated of(
      Module module, Module.Annotation annotation, @Nullable Rule below) {
    var isOfPackage = annotation.scope().equals("package")
        || annotation.scope().equals("subpackages");
    if (below != null && !isOfPackage) {
      return new Annotated(module, annotation, below.location(), path(module, below), below);
    }
    var start = annotation.location();
    return new Annotated(
        module, annotation, start.at(annotation.row(), 1), module.path(), null);
  }

  /** The path of a rule up to its first key that is computed. */
  private static Term.Ref path(Module module, Rule rule) {
    var parts = new ArrayList<>(module.path().parts());
    var name = rule.head().ref().parts();
    if (name.getFirst() instanceof Term.Var(var location, var text)) {
      parts.add(new Term.Scalar(location, StringValue.of(text)));
    }
    for (var i = 1; i < name.size() && name.get(i).isGround(); i++) {
      parts.add(name.get(i));
    }
    return new Term.Ref(module.path().location(), parts);
  }

  JsonTree json() {
    var content = annotation.content()
        .with("scope", StringValue.of(annotation.scope()));
    return JsonTree.object()
        .with("annotations", AnnotationJson.of(content))
        .with("location", Problem.locationJson(location))
        .with("path", AstJson.of(path));
  }

  String text() {
    var text = new StringBuilder();
    var title = text(annotation.content(), "title").strip();
    var name = title.isEmpty() ? withoutData(AstJson.of(path)) : title;
    var length = Math.min(name.getBytes(StandardCharsets.UTF_8).length, WIDTH);
    text.append(name).append('\n').repeat('=', length).append("\n\n");
    var description = text(annotation.content(), "description");
    if (!description.isEmpty()) {
      text.append(description).append("\n\n");
    }
    text.append("Package:  ").append(withoutData(AstJson.of(module.path()))).append('\n');
    if (rule != null) {
      text.append("Rule:     ").append(rule.head().ref()).append('\n');
    }
    text.append("Location: ").append(location.file()).append(':').append(location.row());
    text.append("\nScope: ").append(annotation.scope()).append('\n');
    if (annotation.content().get("entrypoint") == BooleanValue.TRUE) {
      text.append("Entrypoint: true\n");
    }
    text.append('\n');
    lists().forEach(list -> list.write(text));
    return text.toString();
  }

  private List<Listing> lists() {
    var content = annotation.content();
    var custom = new ArrayList<Entry>();
    if (content.get("custom") instanceof ObjectValue fields) {
      for (var i = 0; i < fields.size(); i++) {
        custom.add(
            new Entry(plain(fields.keyAt(i)), Json.write(fields.valueAt(i), JsonStyle.COMPACT)));
      }
    }
    return List.of(
        new Listing("Organizations", "", entries("organizations", Annotated::organization)),
        new Listing("Authors", "", entries("authors", Annotated::authorEntry)),
        new Listing("Schemas", ": ", entries("schemas", Annotated::schema)),
        new Listing("Related Resources", " ", entries("related_resources", Annotated::resource)),
        new Listing("Custom", ": ", custom));
  }

  private List<Entry> entries(String field, Function<Value, Entry> form) {
    return annotation.content().get(field) instanceof ArrayValue items
        ? items.items().stream().map(form).toList()
        : List.of();
  }

  private static Entry organization(Value organization) {
    return new Entry("", plain(organization).replace('\n', ' '));
  }

  private static Entry authorEntry(Value author) {
    var name = text(author, "name");
    var email = text(author, "email");
    var both = name.isEmpty() || email.isEmpty() ? name : name + " ";
    return new Entry("", (both + (email.isEmpty() ? "" : "<" + email + ">")).replace('\n', ' '));
  }

  private static Entry schema(Value schema) {
    var fields = schema instanceof ObjectValue object ? object : ObjectValue.EMPTY;
    var path = fields.get("path") instanceof ArrayValue terms ? reference(terms, 0) : "";
    var definition = fields.get("definition");
    return new Entry(path, fields.get("schema") instanceof ArrayValue terms
        ? reference(terms, 0)
        : definition == null ? "" : Json.write(definition, JsonStyle.COMPACT));
  }

  private static Entry resource(Value resource) {
    return new Entry(text(resource, "ref").replace('\n', ' '), text(resource, "description"));
  }

  private static String withoutData(ArrayValue path) {
    return path.size() < 2 ? "" : reference(path, 1);
  }

  /** A reference in the JSON form of its terms as text. */
  private static String reference(ArrayValue terms, int start) {
    var text = new StringBuilder(text(terms.get(start), "value"));
    for (var term : terms.items().subList(start + 1, terms.size())) {
      var value = term instanceof ObjectValue fields ? fields.get("value") : null;
      var isName = value instanceof StringValue name && name.value().matches("[A-Za-z_]\\w*");
      text.append(isName ? "." + plain(value) : "[" + value + "]");
    }
    return text.toString();
  }

  private static String text(Value object, String field) {
    return object instanceof ObjectValue fields && fields.get(field) instanceof StringValue text
        ? text.value()
        : "";
  }

  private static String plain(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : String.valueOf(value);
  }

  /** A line of a list: a key, or a value, or both. */
  private record Entry(String key, String value) {}

  /** A headline with lines below it. */
  private record Listing(String title, String separator, List<Entry> entries) {

    void write(StringBuilder text) {
      if (entries.isEmpty()) {
        return;
      }
      text.append(title).append(":\n");
      var width = entries.stream().mapToInt(entry -> entry.key.length()).max().orElse(0);
      for (var entry : entries) {
        var line = entry.value.isEmpty()
            ? " " + entry.key
            : " " + entry.key + separator + " ".repeat(width - entry.key.length()) + entry.value;
        text.append(line.length() < WIDTH ? line : line.substring(0, WIDTH - 3) + "...")
            .append('\n');
      }
      text.append('\n');
    }
  }
}
