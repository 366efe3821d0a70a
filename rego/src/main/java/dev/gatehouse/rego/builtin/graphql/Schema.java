package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ObjectValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A schema that is valid by the rules of GraphQL (October 2021), with what every schema has. */
public final class Schema {

  private static final Set<String> REDECLARABLE = Set.of("include", "skip", "deprecated",
      "specifiedBy", "defer", "oneOf");

  private final Map<String, Definition> types = new TreeMap<>();
  private final Map<String, DirectiveDefinition> directives = new TreeMap<>();
  private final Map<String, List<Definition>> possible = new HashMap<>();
  private final Map<String, String> roots = new HashMap<>();

  private Schema() {}

  /** Checks a schema's tree. @throws IllegalArgumentException that says what is wrong and where */
  public static Schema of(ObjectValue tree) {
    var schema = new Schema();
    Prelude.TYPES.forEach(schema::declare);
    Tree.list(tree, "Definitions", Definition::of).forEach(schema::declare);
    Tree.list(tree, "Extensions", Definition::of).forEach(schema::extend);
    schema.types.values().forEach(schema::collectPossible);
    Prelude.DIRECTIVES.forEach(schema::declare);
    Tree.list(tree, "Directives", DirectiveDefinition::of).forEach(schema::declare);
    var check = new DirectiveCheck(schema);
    schema.entries(tree, check);
    schema.types.values().forEach(new DefinitionCheck(schema, check)::check);
    schema.directives.values().forEach(check::definition);
    schema.inferRoots(tree);
    return schema;
  }

  private void declare(Definition definition) {
    if (types.putIfAbsent(definition.name(), definition) != null) {
      throw new SchemaException(
          definition.place(), "Cannot redeclare type " + definition.name() + ".");
    }
  }

  private void declare(DirectiveDefinition directive) {
    if (directives.put(directive.name(), directive) != null
        && !REDECLARABLE.contains(directive.name())) {
      throw new SchemaException(
          directive.place(), "Cannot redeclare directive " + directive.name() + ".");
    }
  }

  private void extend(Definition extension) {
    var base = types.get(extension.name());
    if (base == null) {
      types.put(extension.name(), extension);
      return;
    }
    if (!base.kind().equals(extension.kind())) {
      throw new SchemaException(
          extension.place(),
          "Cannot extend type "
              + extension.name()
              + " because the base type is a "
              + base.kind()
              + ", not "
              + extension.kind()
              + ".");
    }
    types.put(extension.name(), base.with(extension));
  }

  private void collectPossible(Definition type) {
    switch (type.kind()) {
      case "UNION" -> {
        for (var member : type.types()) {
          var definition = types.get(member.name());
          if (definition != null) {
            possible(type.name()).add(definition);
          }
        }
      }
      case "OBJECT", "INPUT_OBJECT" -> {
        type.interfaces().forEach(parent -> possible(parent).add(type));
        possible(type.name()).add(type);
      }
      case "INTERFACE" -> type.interfaces().forEach(parent -> possible(parent).add(type));
      default -> {
      }
    }
  }

  private List<Definition> possible(String name) {
    return possible.computeIfAbsent(name, n -> new ArrayList<>());
  }

  private void entries(ObjectValue tree, DirectiveCheck check) {
    var schemas = Tree.list(tree, "Schema", node -> node);
    if (schemas.size() > 1) {
      throw new SchemaException(
          Place.of(schemas.get(1)),
          "Cannot have multiple schema entry points, consider schema extensions instead.");
    }
    var all = new ArrayList<>(schemas);
    all.addAll(Tree.list(tree, "SchemaExtension", node -> node));
    for (var schema : all) {
      for (var entry : Tree.list(schema, "OperationTypes", node -> node)) {
        enter(entry);
      }
      check.uses(Directive.all(schema), "SCHEMA", "", true);
    }
  }

  private void enter(ObjectValue entry) {
    var operation = Tree.text(entry, "Operation");
    var type = Tree.text(entry, "Type");
    if (!types.containsKey(type)) {
      throw new SchemaException(
          Place.of(entry),
          "Schema root " + operation + " refers to a type " + type + " that does not exist.");
    }
    roots.put(operation, type);
  }

  /** Without a schema definition, roots are found by their names. */
  private void inferRoots(ObjectValue tree) {
    if (Tree.list(tree, "Schema", node -> node).isEmpty()) {
      Map.of("query", "Query", "mutation", "Mutation", "subscription", "Subscription")
          .forEach((operation, type) -> {
            if (types.containsKey(type)) {
              roots.putIfAbsent(operation, type);
            }
          });
    }
    var query = root("query");
    if (query != null) {
      types.put(query.name(), query.withFields(Prelude.ROOT_FIELDS));
    }
  }

  @Nullable
  Definition type(String name) {
    return types.get(name);
  }

  /** The names of all types, in order. */
  Set<String> typeNames() {
    return types.keySet();
  }

  @Nullable
  DirectiveDefinition directive(String name) {
    return directives.get(name);
  }

  /** The type that operations of a kind ({@code query}, …) begin at; null if there are none. */
  @Nullable
  Definition root(String operation) {
    var name = roots.get(operation);
    return name == null ? null : types.get(name);
  }

  /** The object types that a type can be. */
  List<Definition> possibleTypes(String name) {
    return possible.getOrDefault(name, List.of());
  }
}
