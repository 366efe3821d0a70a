package dev.gatehouse.rego.syntax;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Positions;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.json.YamlDocument;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.builtin.go.YamlFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
      var document = Yaml.parseMetadata(text.toString());
      if (document == null) {
        report(start.location(), "expected METADATA block, found whitespace");
      } else {
        blocks.add(block(place, document));
      }
    } catch (TextException e) {
      var message = YamlFault.message(e, text.toString());
      report(faulty(lines, message), message + hints(lines));
    } catch (BadTypes e) {
      var message = String.valueOf(e.getMessage());
      report(faulty(lines, message), message + hints(lines));
    } catch (BadContent e) {
      report(start.location(), String.valueOf(e.getMessage()));
    }
  }

  /** The line that a message names, where OPA takes its number for an index; else the first one. */
  private static Location faulty(List<Module.Comment> lines, String message) {
    var row = ROW.matcher(message);
    var index = row.find() ? Integer.parseInt(row.group(1)) : 0;
    return lines.get(Math.min(index, lines.size() - 1)).location();
  }

  private void report(Location location, String message) {
    issues.add(new Issue(Issue.PARSE, location, message));
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

  private Block block(Location place, YamlDocument document) throws BadContent {
    var fields = new Fields(document);
    var content = ObjectValue.builder();
    var scope = fields.text("scope");
    putUnlessEmpty(content, "title", fields.text("title"));
    putUnlessEmpty(content, "description", fields.text("description"));
    var isEntrypoint = fields.truth("entrypoint");
    if (isEntrypoint) {
      content.put("entrypoint", BooleanValue.TRUE);
    }
    putUnlessEmpty(content, "organizations", fields.texts("organizations"));
    putUnlessEmpty(content, "related_resources", resources(fields.items("related_resources")));
    var compile = fields.mapping("compile");
    if (compile != null) {
      content.put("compile", compile(compile));
    }
    putUnlessEmpty(content, "schemas", schemas(fields.mappings("schemas")));
    putUnlessEmpty(content, "authors", authors(fields.items("authors")));
    for (var key : List.of("custom", "labels")) {
      var mapping = fields.mapping(key);
      if (mapping != null && !mapping.isEmpty()) {
        content.put(key, mapping);
      }
    }
    fields.finish();
    return new Block(place, scope, isEntrypoint, content.build());
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

  /** Values of types that their keys cannot have; the message is that of OPA's YAML library. */
  private static final class BadTypes extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadTypes(SortedMap<Integer, String> byRow) {
      super(
          byRow.entrySet().stream()
              .map(e -> "\n  line " + e.getKey() + ": " + e.getValue())
              .collect(Collectors.joining("", "yaml: unmarshal errors:", "")),
          null, false, false);
    }
  }

  /** A block's keys with their values, each read as the type that it has to be. */
  private static final class Fields {

    private static final ObjectValue NONE = ObjectValue.EMPTY;

    /** Words that YAML 1.1 has for truth values, which count where one is wanted. */
    private static final Set<String> YES = Set.of(
        "y", "Y", "yes", "Yes", "YES", "on", "On", "ON");

    private static final Set<String> NO = Set.of(
        "n", "N", "no", "No", "NO", "off", "Off", "OFF");

    private final ObjectValue object;
    private final Positions positions;
    private final TreeMap<Integer, String> mismatches = new TreeMap<>();

    Fields(YamlDocument document) {
      this.positions = document.positions();
      this.object = document.value() instanceof ObjectValue mapping ? mapping : NONE;
      if (!(document.value() instanceof ObjectValue || document.value() instanceof NullValue)) {
        mismatch(document.value(), "ast.rawAnnotation", List.of());
      }
    }

    void finish() {
      if (!mismatches.isEmpty()) {
        throw new BadTypes(mismatches);
      }
    }

    private void mismatch(Value value, String wanted, List<Value> path) {
      var kind = switch (value) {
        case NullValue n -> "!!null";
        case BooleanValue b -> "!!bool `" + b + "`";
        case NumberValue n -> (n.isIntegral() ? "!!int `" : "!!float `") + n.text() + "`";
        case StringValue s -> "!!str `" + shortened(s.value()) + "`";
        case ArrayValue a -> "!!seq";
        case ObjectValue o -> "!!map";
        case SetValue s -> "!!set";
      };
      mismatches.putIfAbsent(
          positions.of(path).row(), "cannot unmarshal " + kind + " into " + wanted);
    }

    private static String shortened(String text) {
      return text.length() > 10 ? text.substring(0, 7) + "..." : text;
    }

    private @Nullable Value value(String key) {
      return object.get(key) instanceof NullValue ? null : object.get(key);
    }

    String text(String key) {
      return text(value(key), List.of(StringValue.of(key)));
    }

    private String text(@Nullable Value value, List<Value> path) {
      return switch (value) {
        case null -> "";
        case NullValue n -> "";
        case StringValue s -> s.value();
        case BooleanValue b -> b.toString();
        case NumberValue n -> n.text();
        case Value other -> {
          mismatch(other, "string", path);
          yield "";
        }
      };
    }

    boolean truth(String key) {
      return switch (value(key)) {
        case null -> false;
        case BooleanValue b -> b.value();
        case StringValue word when YES.contains(word.value()) -> true;
        case StringValue word when NO.contains(word.value()) -> false;
        case Value other -> {
          mismatch(other, "bool", List.of(StringValue.of(key)));
          yield false;
        }
      };
    }

    List<Value> items(String key) {
      return items(key, "[]interface {}");
    }

    private List<Value> items(String key, String wanted) {
      return switch (value(key)) {
        case null -> List.of();
        case ArrayValue array -> array.items();
        case Value other -> {
          mismatch(other, wanted, List.of(StringValue.of(key)));
          yield List.of();
        }
      };
    }

    List<Value> texts(String key) {
      var texts = new ArrayList<Value>();
      for (var item : items(key, "[]string")) {
        var path = List.of(StringValue.of(key), IntegerValue.of(texts.size()));
        texts.add(StringValue.of(text(item, path)));
      }
      return texts;
    }

    List<ObjectValue> mappings(String key) {
      var mappings = new ArrayList<ObjectValue>();
      for (var item : items(key, "[]map[string]interface {}")) {
        if (item instanceof ObjectValue mapping) {
          mappings.add(mapping);
        } else {
          mismatch(item, "map[string]interface {}", List.of(StringValue.of(key)));
        }
      }
      return mappings;
    }

    @Nullable
    ObjectValue mapping(String key) {
      return switch (value(key)) {
        case null -> null;
        case ObjectValue mapping -> mapping;
        case Value other -> {
          mismatch(other, "map[string]interface {}", List.of(StringValue.of(key)));
          yield null;
        }
      };
    }
  }

  private static List<Value> resources(List<Value> items) throws BadContent {
    var resources = new ArrayList<Value>();
    for (var item : items) {
      var ref = switch (item) {
        case ObjectValue object -> field(object, "ref");
        case StringValue text -> text.value();
        default -> "";
      };
      if (ref.isEmpty()) {
        var reason = item instanceof ObjectValue
            ? "'ref' value required in object"
            : "ref URL may not be empty string";
        throw new BadContent("invalid related-resource definition " + shown(item) + ": " + reason);
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

  private static String shown(Value value) {
    return switch (value) {
      case StringValue text -> text.value();
      case ObjectValue object -> {
        var entries = new StringJoiner(" ", "map[", "]");
        for (var i = 0; i < object.size(); i++) {
          entries.add(shown(object.keyAt(i)) + ":" + shown(object.valueAt(i)));
        }
        yield entries.toString();
      }
      default -> value.toString();
    };
  }

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private static List<Value> authors(List<Value> items) throws BadContent {
    var authors = new ArrayList<Value>();
    for (var item : items) {
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
        throw new BadContent(
            "invalid author definition " + shown(item) + ": "
                + (item instanceof ObjectValue
                    ? "'name' and/or 'email' values required in object"
                    : item instanceof StringValue
                        ? "author is an empty string"
                        : "invalid value type, must be string or map"));
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
      var ref = reference(shown(item));
      if (ref == null) {
        throw new BadContent(
            "invalid unknowns element " + StringValue.of(shown(item)) + ": expected a reference");
      }
      unknowns.add(AstJson.of(ref));
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
