package dev.gatehouse.rego.builtin.schema;

import com.google.re2j.Pattern;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.schema.Rule.Keyword;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Makes a schema of its document. One use each. */
final class Compiler {

  private static final int DEEPEST = 500;
  private static final String STRINGS = "string/Array Of Strings";
  private static final String SCHEMAS = "Valid Schema/Array Of Schemas";
  private static final String FLAG_OR_SCHEMA = "boolean/Valid Schema";

  private final References references;
  private final Draft draft;
  private final Function<String, @Nullable Pattern> patterns;
  private final Map<String, Node> referred = new HashMap<>();
  private int depth;

  Compiler(Value document, Function<String, @Nullable Pattern> patterns) {
    this.draft = Draft.of(document);
    this.references = new References(document);
    this.patterns = patterns;
  }

  Node compile() {
    return compile(references.root());
  }

  private Node compile(Value schema) {
    var node = new Node();
    fill(node, schema);
    return node;
  }

  private void fill(Node node, Value schema) {
    if (schema instanceof BooleanValue passes && draft.isAtLeast(Draft.SIX)) {
      node.constant(passes.value());
      return;
    }
    if (!(schema instanceof ObjectValue members)) {
      throw new IllegalArgumentException("Expected: Valid Schema, given: Invalid JSON");
    }
    depth++;
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("schemas nest deeper than " + DEEPEST);
    }
    var keywords = new Keywords(members);
    keywords.address(draft.identifier(members));
    definitions(keywords);
    keywords.text("title");
    keywords.text("description");
    var reference = keywords.address("$ref");
    if (reference == null || refersToKnown(node, reference)) {
      types(keywords, node);
      objects(keywords, node);
      dependencies(keywords, node);
      arrays(keywords, node);
      new Bounds(draft, keywords, node).add();
      strings(keywords, node);
      Sizes.add(keywords, node);
      contents(keywords, node);
      literals(keywords, node);
      choices(keywords, node);
    }
    depth--;
  }

  private void definitions(Keywords keywords) {
    switch (keywords.value("definitions")) {
      case null -> {
      }
      case ObjectValue all -> {
        for (var i = 0; i < all.size(); i++) {
          if (!isSchema(all.valueAt(i))) {
            throw Messages.wrongType("Array Of Schemas", "definitions");
          }
          compile(all.valueAt(i));
        }
      }
      default -> throw Messages.wrongType("Array Of Schemas", "definitions");
    }
  }

  /**
   * Lets the node be another one. Where a reference is followed for the first time, what stands
   * beside it is not looked at; later on it must be right, though it has no effect.
   */
  private boolean refersToKnown(Node node, String reference) {
    var known = referred.get(reference);
    if (known != null) {
      node.referTo(known);
      return true;
    }
    var target = new Node();
    referred.put(reference, target);
    var schema = references.find(reference);
    if (!isSchema(schema)) {
      throw Messages.mustBeOfType("Valid Schema", "object");
    }
    fill(target, schema);
    node.referTo(target);
    return false;
  }

  private static void types(Keywords keywords, Node node) {
    switch (keywords.value("type")) {
      case null -> {
      }
      case StringValue type -> node.allow(type.value());
      case ArrayValue several -> {
        for (var type : several) {
          if (!(type instanceof StringValue name)) {
            throw Messages.wrongType("type", STRINGS);
          }
          node.allow(name.value());
        }
      }
      default -> throw Messages.wrongType("type", STRINGS);
    }
  }

  private void objects(Keywords keywords, Node node) {
    var known = new HashSet<String>();
    var properties = keywords.value("properties");
    if (properties != null) {
      if (!(properties instanceof ObjectValue members)) {
        throw Messages.mustBeOfType("Properties", "object");
      }
      named(members).forEach((name, schema) -> {
        known.add(name);
        node.property(name, compile(schema));
      });
    }
    var others = flagOrSchema(keywords, "additionalProperties");
    var ofOthers = schema(others);
    var byPattern = patternProperties(keywords);
    if (others != null || !byPattern.isEmpty()) {
      node.rule(Keyword.ADDITIONAL_PROPERTIES,
          Contents.members(Set.copyOf(known), byPattern, ofOthers, isRefused(others)));
    }
    var names = keywords.value("propertyNames");
    if (names != null && draft.isAtLeast(Draft.SIX)) {
      if (!isSchema(names)) {
        throw Messages.wrongType("Valid Schema", "patternProperties");
      }
      node.rule(Keyword.PROPERTY_NAMES, Contents.names(compile(names)));
    }
  }

  private static @Nullable Value flagOrSchema(Keywords keywords, String keyword) {
    var value = keywords.value(keyword);
    if (value != null && !isSchema(value)) {
      throw Messages.wrongType(FLAG_OR_SCHEMA, keyword);
    }
    return value;
  }

  private @Nullable Node schema(@Nullable Value value) {
    return value instanceof ObjectValue ? compile(value) : null;
  }

  private static boolean isRefused(@Nullable Value value) {
    return value instanceof BooleanValue allowed && !allowed.value();
  }

  private Map<Pattern, Node> patternProperties(Keywords keywords) {
    var byPattern = new LinkedHashMap<Pattern, Node>();
    var value = keywords.value("patternProperties");
    if (value == null) {
      return byPattern;
    }
    if (!(value instanceof ObjectValue members)) {
      throw Messages.wrongType("Valid Schema", "patternProperties");
    }
    named(members).forEach((text, schema) -> {
      var pattern = patterns.apply(text);
      if (pattern == null) {
        throw new IllegalArgumentException("Invalid regex pattern '" + text + "'");
      }
      byPattern.put(pattern, compile(schema));
    });
    return byPattern;
  }

  private void dependencies(Keywords keywords, Node node) {
    var value = keywords.value("dependencies");
    if (value == null) {
      return;
    }
    if (!(value instanceof ObjectValue members)) {
      throw Messages.mustBeOfType("dependencies", "object");
    }
    var names = new TreeMap<String, List<String>>();
    var nodes = new TreeMap<String, Node>();
    named(members).forEach((name, wanted) -> {
      if (wanted instanceof ArrayValue others) {
        names.put(name, texts(others));
      } else if (isSchema(wanted)) {
        nodes.put(name, compile(wanted));
      } else {
        throw Messages.mustBeOfType("Dependency", "Schema Or Array Of Strings");
      }
    });
    node.rule(Keyword.DEPENDENCIES, Choices.dependencies(names, nodes));
  }

  private static List<String> texts(ArrayValue array) {
    var texts = new ArrayList<String>();
    for (var item : array) {
      if (!(item instanceof StringValue text)) {
        throw Messages.mustBeOfType("Dependency", "Schema Or Array Of Strings");
      }
      texts.add(text.value());
    }
    return texts;
  }

  private void arrays(Keywords keywords, Node node) {
    var items = keywords.value("items");
    var first = new ArrayList<Node>();
    if (items instanceof ArrayValue several) {
      for (var item : several) {
        if (!isSchema(item)) {
          throw Messages.wrongType(SCHEMAS, "items");
        }
        first.add(compile(item));
      }
    } else if (items != null && !isSchema(items)) {
      throw Messages.wrongType(SCHEMAS, "items");
    } else if (items != null) {
      node.rule(Keyword.ITEMS, Contents.everyItem(compile(items)));
    }
    var others = flagOrSchema(keywords, "additionalItems");
    var rest = schema(others);
    if (!first.isEmpty()) {
      node.rule(Keyword.ITEMS, Contents.items(first, rest, isRefused(others)));
    }
  }

  private void strings(Keywords keywords, Node node) {
    ToLongFunction<Value> length = value -> {
      var text = ((StringValue) value).value();
      return text.codePointCount(0, text.length());
    };
    var least = keywords.size("minLength");
    var most = keywords.size("maxLength");
    if (least != null) {
      node.rule(Keyword.MIN_LENGTH, Scalars.size(length, size -> size >= least, "string_gte",
          "String length must be greater than or equal to " + least));
    }
    if (most != null) {
      node.rule(Keyword.MAX_LENGTH, Scalars.size(length, size -> size <= most, "string_lte",
          "String length must be less than or equal to " + most));
    }
    Bounds.ordered("minLength", least, "maxLength", most);
    var pattern = keywords.text("pattern");
    if (pattern != null) {
      var compiled = patterns.apply(pattern);
      if (compiled == null) {
        throw new IllegalArgumentException("pattern must be a valid regex");
      }
      node.rule(Keyword.PATTERN, Scalars.pattern(compiled));
    }
    var format = keywords.text("format");
    var accepted = format == null ? null : Formats.of(format, patterns);
    if (format != null && accepted != null) {
      node.rule(Keyword.FORMAT, Scalars.format(format, accepted));
    }
  }

  private void contents(Keywords keywords, Node node) {
    var unique = keywords.value("uniqueItems");
    if (unique != null) {
      if (!(unique instanceof BooleanValue wanted)) {
        throw Messages.mustBeA("uniqueItems", "boolean");
      }
      if (wanted.value()) {
        node.rule(Keyword.UNIQUE_ITEMS, Contents.unique());
      }
    }
    var contains = keywords.value("contains");
    if (contains != null && draft.isAtLeast(Draft.SIX)) {
      node.rule(Keyword.CONTAINS, Contents.contains(compile(contains)));
    }
  }

  private void literals(Keywords keywords, Node node) {
    var constant = keywords.value("const");
    if (constant != null && draft.isAtLeast(Draft.SIX)) {
      node.rule(Keyword.CONST, Scalars.constant(Literals.text(constant)));
    }
    var several = keywords.list("enum");
    if (several != null) {
      var texts = several.stream().map(Literals::text).toList();
      if (Set.copyOf(texts).size() != texts.size()) {
        throw Messages.mustBeUnique("enum");
      }
      node.rule(Keyword.ENUM, Scalars.oneOf(texts));
    }
  }

  private void choices(Keywords keywords, Node node) {
    several(keywords, "oneOf").ifPresent(
        nodes -> node.rule(Keyword.ONE_OF, Choices.oneOf(nodes)));
    several(keywords, "anyOf").ifPresent(
        nodes -> node.rule(Keyword.ANY_OF, Choices.anyOf(nodes)));
    several(keywords, "allOf").ifPresent(
        nodes -> node.rule(Keyword.ALL_OF, Choices.allOf(nodes)));
    var not = one(keywords, "not");
    if (not != null) {
      node.rule(Keyword.NOT, Choices.not(not));
    }
    if (draft.isAtLeast(Draft.SEVEN)) {
      var condition = one(keywords, "if");
      var then = one(keywords, "then");
      var otherwise = one(keywords, "else");
      if (condition != null) {
        node.rule(Keyword.IF, Choices.condition(condition, then, otherwise));
      }
    }
  }

  private Optional<List<Node>> several(Keywords keywords, String keyword) {
    var schemas = keywords.list(keyword);
    return schemas == null || schemas.isEmpty()
        ? Optional.empty()
        : Optional.of(schemas.stream().map(this::compile).toList());
  }

  private @Nullable Node one(Keywords keywords, String keyword) {
    var value = keywords.value(keyword);
    if (value != null && !isSchema(value)) {
      throw Messages.mustBeAn(keyword, "object");
    }
    return value == null ? null : compile(value);
  }

  private static boolean isSchema(Value value) {
    return value instanceof ObjectValue || value instanceof BooleanValue;
  }

  private static Map<String, Value> named(ObjectValue members) {
    var named = LinkedHashMap.<String, Value>newLinkedHashMap(members.size());
    for (var i = 0; i < members.size(); i++) {
      named.put(((StringValue) members.keyAt(i)).value(), members.valueAt(i));
    }
    return named;
  }
}
