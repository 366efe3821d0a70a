package dev.gatehouse.rego.syntax;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.json.YamlFields;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.builtin.go.GoArgument;
import dev.gatehouse.rego.builtin.go.Printf;
import dev.gatehouse.rego.builtin.go.YamlFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the METADATA blocks among a module's comments: YAML with the keys that OPA knows, brought
 * into the form in which OPA shows annotations as JSON.
 */
final class MetadataParser {

  private static final Pattern ROW = Pattern
      .compile("^yaml:(?: unmarshal errors:\\s*)? line ([0-9]{1,9}):");

  private final List<Issue> issues = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();

  private MetadataParser() {}

  /** A block with its content, before it is known what it belongs to; the scope may be empty. */
  record Block(Location location, String scope, boolean isEntrypoint, ObjectValue content) {}

  /** The blocks of a module and what is wrong with them. */
  record Parsed(List<Block> blocks, List<Issue> issues) {}

  static Parsed parse(List<Module.Comment> comments) {
    var parser = new MetadataParser();
    var i = 0;
    while (i < comments.size()) {
      var first = i++;
      if (isStart(comments.get(first))) {
        while (i < comments.size() && continues(comments.get(i), comments.get(i - 1))) {
          i++;
        }
        parser.parseBlock(comments.get(first), comments.subList(first + 1, i));
      }
    }
    return new Parsed(parser.blocks, parser.issues);
  }

  private static boolean isStart(Module.Comment comment) {
    return comment.location().column() == 1 && comment.text().strip().startsWith("METADATA");
  }

  private static boolean continues(Module.Comment comment, Module.Comment before) {
    return comment.location().column() == 1
        && comment.location().row() == before.location().row() + 1
        && !isStart(comment);
  }

  /** Content that no annotation may have. */
  private static final class BadContent extends Exception {
    private static final long serialVersionUID = 1L;

    BadContent(String message) {
      super(message, null, false, false);
    }
  }

  private void parseBlock(Module.Comment start, List<Module.Comment> lines) {
    var text = new StringBuilder();
    for (var line : lines) {
      text.append(line.text().startsWith(" ") ? line.text().substring(1) : line.text())
          .append('\n');
    }
    if (text.toString().isBlank()) {
      report(start.location(), "expected METADATA block, found whitespace");
      return;
    }
    var place = start.location().covering(start.location().start(),
        lines.getLast().location().end());
    try {
      var fields = Yaml.parseFields(text.toString(), "ast.rawAnnotation");
      if (fields == null) {
        report(start.location(), "expected METADATA block, found whitespace");
      } else {
        var raw = Raw.of(fields);
        var faults = fields.faults();
        if (faults.isEmpty()) {
          blocks.add(block(place, raw));
        } else {
          report(lines, "yaml: unmarshal errors:" + faults);
        }
      }
    } catch (TextException e) {
      report(lines, YamlFault.messageOfVersion3(e, text.toString()));
    } catch (BadContent e) {
      report(start.location(), String.valueOf(e.getMessage()));
    }
  }

  private void report(List<Module.Comment> lines, String message) {
    report(faulty(lines, message), message + hints(lines));
  }

  /** The line that a message names, where OPA takes its number for an index; else the first one. */
  private static Location faulty(List<Module.Comment> lines, String message) {
    var row = ROW.matcher(message);
    var index = row.find() ? Integer.parseInt(row.group(1)) : 0;
    return lines.get(Math.min(index, lines.size() - 1)).location();
  }

  private void report(Location location, String message) {
    issues.add(Issue.atToken(location, message));
  }

  /** Advice on each line in which no space follows a colon. */
  private static String hints(List<Module.Comment> lines) {
    var hints = new StringBuilder();
    for (var line : lines) {
      var symbols = new ArrayList<String>();
      var parts = line.text().split(":", -1);
      for (var i = 1; i < parts.length; i++) {
        var isLast = i == parts.length - 1;
        if ((isLast && parts[i].isEmpty()) || parts[i].startsWith(" ")
            || parts[i].startsWith("\t")) {
          break;
        }
        symbols.add("'" + (parts[i].isEmpty() ? "\\ufffd" : parts[i].substring(0, 1)) + "'");
      }
      if (!symbols.isEmpty()) {
        hints
            .append("\n  Hint: on line ")
            .append(line.location().row())
            .append(", symbol(s) [")
            .append(String.join(" ", symbols))
            .append("] immediately following a key/value separator ':'")
            .append(" is not a legal yaml space character");
      }
    }
    return hints.toString();
  }

  /** A block's fields by the types that they have to be. */
  private record Raw(
      String scope,
      String title,
      String description,
      boolean isEntrypoint,
      List<Value> organizations,
      List<Value> resources,
      List<Value> authors,
      List<ObjectValue> schemas,
      @Nullable ObjectValue compile,
      Map<String, ObjectValue> others) {

    static Raw of(YamlFields fields) throws TextException {
      var others = new LinkedHashMap<String, ObjectValue>();
      for (var key : List.of("custom", "labels")) {
        var mapping = fields.mapping(key);
        if (mapping != null) {
          others.put(key, mapping);
        }
      }
      return new Raw(
          fields.text("scope"),
          fields.text("title"),
          fields.text("description"),
          fields.truth("entrypoint"),
          fields.texts("organizations"),
          fields.items("related_resources"),
          fields.items("authors"),
          fields.mappings("schemas"),
          fields.mapping("compile"),
          others);
    }
  }

  private static Block block(Location place, Raw raw) throws BadContent {
    var content = ObjectValue.builder();
    putUnlessEmpty(content, "title", raw.title);
    putUnlessEmpty(content, "description", raw.description);
    if (raw.isEntrypoint) {
      content.put("entrypoint", BooleanValue.TRUE);
    }
    putUnlessEmpty(content, "organizations", raw.organizations);
    putUnlessEmpty(content, "related_resources", resources(raw.resources));
    if (raw.compile != null) {
      content.put("compile", compile(raw.compile));
    }
    putUnlessEmpty(content, "schemas", schemas(raw.schemas));
    putUnlessEmpty(content, "authors", authors(raw.authors));
    for (var other : raw.others.entrySet()) {
      var mapping = other.getValue();
      for (var i = 0; i < mapping.size(); i++) {
        checkKeys(mapping.valueAt(i), "");
      }
      if (!mapping.isEmpty()) {
        content.put(other.getKey(), mapping);
      }
    }
    return new Block(place, raw.scope, raw.isEntrypoint, content.build());
  }

  private static void putUnlessEmpty(ObjectValue.Builder content, String key, String text) {
    if (!text.isEmpty()) {
      content.put(key, StringValue.of(text));
    }
  }

  private static void putUnlessEmpty(ObjectValue.Builder content, String key, List<Value> items) {
    if (!items.isEmpty()) {
      content.put(key, ArrayValue.of(items));
    }
  }

  /** A mapping at the top of a value, or in sequences there, must have texts as keys. */
  private static void checkKeys(Value value, String path) throws BadContent {
    switch (value) {
      case ObjectValue object -> {
        for (var i = 0; i < object.size(); i++) {
          if (!(object.keyAt(i) instanceof StringValue)) {
            throw new BadContent("invalid map key type(s): " + path);
          }
        }
      }
      case ArrayValue array -> {
        for (var i = 0; i < array.items().size(); i++) {
          checkKeys(array.items().get(i), path.isEmpty() ? "" + i : path + "/" + i);
        }
      }
      default -> {
      }
    }
  }

  private static List<Value> resources(List<Value> items) throws BadContent {
    var resources = new ArrayList<Value>();
    for (var item : items) {
      checkDefinition(item, "related-resource");
      var ref = switch (item) {
        case ObjectValue object -> field(object, "ref");
        case StringValue text -> text.value();
        default -> "";
      };
      if (ref.isEmpty()) {
        throw bad("related-resource", item, "'ref' value required in object",
            "ref URL may not be empty string");
      }
      var resource = ObjectValue.builder().put("ref", StringValue.of(ref));
      if (item instanceof ObjectValue object && !field(object, "description").isEmpty()) {
        resource.put("description", StringValue.of(field(object, "description")));
      }
      resources.add(resource.build());
    }
    return resources;
  }

  private static String field(ObjectValue object, String key) {
    return object.get(key) instanceof StringValue text ? text.value().strip() : "";
  }

  private static void checkDefinition(Value item, String what) throws BadContent {
    try {
      checkKeys(item, "");
    } catch (BadContent e) {
      throw new BadContent(
          "invalid " + what + " definition " + shown(item) + ": " + e.getMessage());
    }
  }

  private static BadContent bad(String what, Value item, String ofObject, String ofText) {
    var reason = switch (item) {
      case ObjectValue _ -> ofObject;
      case StringValue _ -> ofText;
      default -> "invalid value type, must be string or map";
    };
    return new BadContent("invalid " + what + " definition " + shown(item) + ": " + reason);
  }

  /** A value as Go's {@code %s} writes it. */
  private static String shown(Value value) {
    return Printf.format("%s", List.of(argument(value)), length -> {});
  }

  private static Object argument(Value value) {
    return switch (value) {
      case StringValue text -> text.value();
      case NullValue _ -> GoArgument.Nil.NIL;
      case BooleanValue truth -> truth.value();
      case IntegerValue number -> new GoArgument.Named("int", number.value());
      case NumberValue number -> number.toDouble();
      case ArrayValue array ->
        new GoArgument.Items(array.items().stream().map(MetadataParser::argument).toList());
      case ObjectValue object -> new GoArgument.Entries(IntStream.range(0, object.size())
          .mapToObj(i -> Map.entry(shown(object.keyAt(i)), argument(object.valueAt(i))))
          .toList());
      case SetValue set -> set.toString();
    };
  }

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private static List<Value> authors(List<Value> items) throws BadContent {
    var authors = new ArrayList<Value>();
    for (var item : items) {
      checkDefinition(item, "author");
      var name = "";
      var email = "";
      if (item instanceof ObjectValue object) {
        name = field(object, "name");
        email = field(object, "email");
      } else if (item instanceof StringValue text) {
        name = SPACES.matcher(text.value().strip()).replaceAll(" ");
        var last = name.substring(name.lastIndexOf(' ') + 1);
        if (last.length() >= 2 && last.startsWith("<") && last.endsWith(">")) {
          email = last.substring(1, last.length() - 1);
          name = name.substring(0, Math.max(0, name.lastIndexOf(' ')));
        }
      }
      if (name.isEmpty() && email.isEmpty()
          && !(item instanceof StringValue s && !s.value().isBlank())) {
        throw bad("author", item, "'name' and/or 'email' values required in object",
            "author is an empty string");
      }
      var author = ObjectValue.builder().put("name", StringValue.of(name));
      if (!email.isEmpty()) {
        author.put("email", StringValue.of(email));
      }
      authors.add(author.build());
    }
    return authors;
  }

  private static List<Value> schemas(List<ObjectValue> items) throws BadContent {
    var schemas = new ArrayList<Value>();
    for (var object : items) {
      var path = object.isEmpty() ? "" : shown(object.keyAt(0));
      var ref = reference(path);
      if (ref == null) {
        throw new BadContent("invalid document reference");
      }
      var schema = ObjectValue.builder().put("path", AstJson.of(ref));
      switch (object.valueAt(0)) {
        case StringValue name -> schema.put("schema", AstJson.of(schemaReference(name.value())));
        case ObjectValue definition -> schema.put("definition", definition);
        default ->
          throw new BadContent(
              "invalid schema declaration for path " + StringValue.of(path));
      }
      schemas.add(schema.build());
    }
    return schemas;
  }

  private static Term.Ref schemaReference(String text) throws BadContent {
    var term = term(text);
    if (term instanceof Term.Var name && name.name().equals("schema")) {
      return new Term.Ref(name.location(), List.of(name));
    }
    if (term instanceof Term.Ref ref
        && ref.head() instanceof Term.Var name
        && name.name().equals("schema")) {
      return ref;
    }
    throw new BadContent("invalid schema reference");
  }

  private static Term.@Nullable Ref reference(String text) {
    return term(text) instanceof Term.Ref ref ? ref : null;
  }

  private static @Nullable Term term(String text) {
    try {
      return Parser.parseTerm(text, RegoVersion.V1);
    } catch (PolicyException e) {
      return null;
    }
  }

  private static Value compile(ObjectValue compile) throws BadContent {
    var content = ObjectValue.builder();
    var unknowns = new ArrayList<Value>();
    for (var item : compile.get("unknowns") instanceof ArrayValue array
        ? array.items()
        : List.<Value>of()) {
      if (item instanceof StringValue text) {
        var ref = reference(text.value());
        if (ref == null) {
          throw new BadContent("invalid unknowns element " + text + ": expected a reference");
        }
        unknowns.add(AstJson.of(ref));
      }
    }
    putUnlessEmpty(content, "unknowns", unknowns);
    if (compile.get("mask_rule") instanceof StringValue mask) {
      var ref = switch (term(mask.value())) {
        case Term.Ref r -> r;
        case Term.Var v -> new Term.Ref(v.location(), List.of(v));
        case null, default ->
          throw new BadContent("invalid mask_rule annotation " + mask);
      };
      content.put("mask_rule", AstJson.of(ref));
    }
    return content.build();
  }
}
