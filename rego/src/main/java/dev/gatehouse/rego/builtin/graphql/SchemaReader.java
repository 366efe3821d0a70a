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

  /** The tree of a schema, with positions. @throws IllegalArgumentException that says what is wrong and where */
  public static ObjectValue read(String text) {
    return new SchemaReader(text).document();
  }

  private ObjectValue document() {
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
    noEnd();
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
        place(node).putIfPresent("AfterDescriptionComment", comment);
        node.putIfPresent("Directives", directives(true));
        node.putIfPresent("OperationTypes", operationTypes());
        schemas.add(node.putIfPresent("EndOfDefinitionComment", endComments()).build());
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
    noEnd();
    switch (peek().value()) {
      case "scalar", "type", "interface", "union", "enum", "input" ->
        extensions.add(typeDefinition(next().value(), node, comment, true));
      case "schema" -> {
        next();
        place(node);
        var directives = directives(true);
        var types = operationTypes();
        if (directives == null && types == null) {
          throw unexpected(peek());
        }
        schemaExtensions.add(
            node.putIfPresent("AfterDescriptionComment", comment)
                .putIfPresent("Directives", directives)
                .putIfPresent("OperationTypes", types)
                .putIfPresent("EndOfDefinitionComment", endComments())
                .build());
      }
      default -> throw unexpected(peek());
    }
  }

  private Value typeDefinition(
      String keyword, ObjectValue.Builder node, @Nullable Value comment, boolean extension) {
    place(node).putIfPresent("AfterDescriptionComment", comment).put("Name", text(name()));
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
        members = unionMembers(node);
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
    if (members != null && !keyword.equals("union")) {
      node.putIfPresent("EndOfDefinitionComment", endComments());
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
    var names = new ArrayValue.Builder();
    do {
      names.add(text(name()));
    } while (skip(Kind.AMP));
    return names.build();
  }

  private @Nullable Value unionMembers(ObjectValue.Builder node) {
    if (!skip(Kind.EQUALS)) {
      return null;
    }
    skip(Kind.PIPE);
    var names = new ArrayValue.Builder();
    var places = new ArrayValue.Builder();
    do {
      places.add(Place.of(peek()).value());
      names.add(text(name()));
    } while (skip(Kind.PIPE));
    node.put(Tree.MEMBER_PLACES, places.build());
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
    return place(node)
        .put("Description", text(description))
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
          var type = node().putIfPresent("Comment", comments());
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
    place(node).put("Name", text(name())).putIfPresent("Arguments", argumentDefinitions());
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
