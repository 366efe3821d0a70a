package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.graphql.Token.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads GraphQL schemas. */
public final class SchemaReader extends TokenReader {

  private static final Set<String> LOCATIONS = Set.of(
      "QUERY",
      "MUTATION",
      "SUBSCRIPTION",
      "FIELD",
      "FRAGMENT_DEFINITION",
      "FRAGMENT_SPREAD",
      "INLINE_FRAGMENT",
      "VARIABLE_DEFINITION",
      "SCHEMA",
      "SCALAR",
      "OBJECT",
      "FIELD_DEFINITION",
      "ARGUMENT_DEFINITION",
      "INTERFACE",
      "UNION",
      "ENUM",
      "ENUM_VALUE",
      "INPUT_OBJECT",
      "INPUT_FIELD_DEFINITION");

  private final ArrayValue.Builder schemas = new ArrayValue.Builder();
  private final ArrayValue.Builder schemaExtensions = new ArrayValue.Builder();
  private final ArrayValue.Builder directives = new ArrayValue.Builder();
  private final ArrayValue.Builder definitions = new ArrayValue.Builder();
  private final ArrayValue.Builder extensions = new ArrayValue.Builder();

  private SchemaReader(String text) {
    super(text);
  }

  /** The tree of a schema. @throws IllegalArgumentException that says what is wrong and where */
  public static Value read(String text) {
    return new SchemaReader(text).document();
  }

  private Value document() {
    while (!peek().is(Kind.END)) {
      definition();
    }
    var document = ObjectValue.builder().putIfPresent("Comment", comments());
    put(document, "Schema", schemas);
    put(document, "SchemaExtension", schemaExtensions);
    put(document, "Directives", directives);
    put(document, "Definitions", definitions);
    put(document, "Extensions", extensions);
    return document.build();
  }

  private static void put(
      ObjectValue.Builder document, String name, ArrayValue.Builder items) {
    if (items.size() > 0) {
      document.put(name, items.build());
    }
  }

  private void definition() {
    var node = ObjectValue.builder();
    var described = isText() ? peek() : null;
    var description = "";
    if (described != null) {
      node.putIfPresent("BeforeDescriptionComment", comments());
      description = next().value();
    }
    if (!peek().is(Kind.NAME)) {
      throw unexpected(peek());
    }
    var comment = comments();
    node.put("Description", text(description));
    switch (peek().value()) {
      case "scalar", "type", "interface", "union", "enum", "input" ->
        definitions.add(typeDefinition(next().value(), node, comment, false));
      case "schema" -> {
        next();
        node.putIfPresent("AfterDescriptionComment", comment);
        node.putIfPresent("Directives", directives(true));
        schemas.add(node.putIfPresent("OperationTypes", operationTypes()).build());
      }
      case "directive" -> {
        next();
        directives.add(directive(node.putIfPresent("AfterDescriptionComment", comment)));
      }
      case "extend" -> {
        if (described != null && !description.isEmpty()) {
          throw unexpected(described);
        }
        next();
        extension(comment);
      }
      default -> throw unexpected(peek());
    }
  }

  private boolean isText() {
    return peek().is(Kind.STRING) || peek().is(Kind.BLOCK_STRING);
  }

  private void extension(@Nullable Value comment) {
    var node = ObjectValue.builder().put("Description", text(""));
    switch (peek().value()) {
      case "scalar", "type", "interface", "union", "enum", "input" ->
        extensions.add(typeDefinition(next().value(), node, comment, true));
      case "schema" -> {
        next();
        var directives = directives(true);
        var types = operationTypes();
        if (directives == null && types == null) {
          throw unexpected(peek());
        }
        schemaExtensions.add(
            node.putIfPresent("AfterDescriptionComment", comment)
                .putIfPresent("Directives", directives)
                .putIfPresent("OperationTypes", types)
                .build());
      }
      default -> throw unexpected(peek());
    }
  }

  private Value typeDefinition(
      String keyword, ObjectValue.Builder node, @Nullable Value comment, boolean extension) {
    node.putIfPresent("AfterDescriptionComment", comment).put("Name", text(name()));
    var canImplement = keyword.equals("type") || keyword.equals("interface") && !extension;
    var interfaces = canImplement ? interfaces() : null;
    var directives = directives(!(keyword.equals("input") && extension));
    var kind = "SCALAR";
    @Nullable
    Value members = null;
    switch (keyword) {
      case "type", "interface" -> {
        kind = keyword.equals("type") ? "OBJECT" : "INTERFACE";
        members = some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, () -> described(true, false));
        node.putIfPresent("Fields", members);
      }
      case "union" -> {
        kind = "UNION";
        members = unionMembers();
        node.putIfPresent("Types", members);
      }
      case "enum" -> {
        kind = "ENUM";
        members = some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, this::enumValue);
        node.putIfPresent("EnumValues", members);
      }
      case "input" -> {
        kind = "INPUT_OBJECT";
        members = some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, () -> described(false, true));
        node.putIfPresent("Fields", members);
      }
      default -> {
      }
    }
    if (extension && interfaces == null && directives == null && members == null) {
      throw unexpected(peek());
    }
    return node.put("Kind", text(kind))
        .putIfPresent("Interfaces", interfaces)
        .putIfPresent("Directives", directives)
        .put("BuiltIn", BooleanValue.FALSE)
        .build();
  }

  private @Nullable Value interfaces() {
    if (!peek().value().equals("implements")) {
      return null;
    }
    next();
    skip(Kind.AMP);
    return names(Kind.AMP);
  }

  private @Nullable Value unionMembers() {
    if (!skip(Kind.EQUALS)) {
      return null;
    }
    skip(Kind.PIPE);
    return names(Kind.PIPE);
  }

  private Value names(Kind separator) {
    var names = new ArrayValue.Builder();
    do {
      names.add(text(name()));
    } while (skip(separator));
    return names.build();
  }

  /** A field or an argument: a name with a type, which may be described. */
  private Value described(boolean withArguments, boolean withDefault) {
    var node = description();
    node.put("Name", text(name()));
    if (withArguments) {
      node.putIfPresent("Arguments", argumentDefinitions());
    }
    expect(Kind.COLON);
    node.put("Type", type());
    if (withDefault && skip(Kind.EQUALS)) {
      node.put("DefaultValue", value(true));
    }
    return node.putIfPresent("Directives", directives(true)).build();
  }

  private ObjectValue.Builder description() {
    var node = ObjectValue.builder();
    var description = "";
    if (isText()) {
      var comment = comments();
      description = next().value();
      if (!description.isEmpty()) {
        node.putIfPresent("BeforeDescriptionComment", comment);
      }
    }
    return node.put("Description", text(description))
        .putIfPresent("AfterDescriptionComment", comments());
  }

  private @Nullable Value argumentDefinitions() {
    return some(Kind.PAREN_LEFT, Kind.PAREN_RIGHT, () -> described(false, true));
  }

  private Value enumValue() {
    return description()
        .put("Name", text(name()))
        .putIfPresent("Directives", directives(true))
        .build();
  }

  private @Nullable Value operationTypes() {
    return some(
        Kind.BRACE_LEFT,
        Kind.BRACE_RIGHT,
        () -> {
          var type = ObjectValue.builder().putIfPresent("Comment", comments());
          var token = next();
          if (!Set.of("query", "mutation", "subscription").contains(token.value())) {
            throw unexpected(token);
          }
          expect(Kind.COLON);
          return type.put("Operation", text(token.value())).put("Type", text(name())).build();
        });
  }

  private Value directive(ObjectValue.Builder node) {
    expect(Kind.AT);
    node.put("Name", text(name())).putIfPresent("Arguments", argumentDefinitions());
    var repeatable = peek().isName("repeatable");
    if (repeatable) {
      next();
    }
    expectKeyword("on");
    skip(Kind.PIPE);
    var locations = new ArrayValue.Builder();
    do {
      var location = expect(Kind.NAME);
      if (!LOCATIONS.contains(location.value())) {
        throw unexpected(location);
      }
      locations.add(text(location.value()));
    } while (skip(Kind.PIPE));
    return node.put("IsRepeatable", BooleanValue.of(repeatable))
        .put("Locations", locations.build())
        .build();
  }
}
