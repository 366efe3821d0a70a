package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.Quotes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for fields and operations. */
final class FieldRules {

  private FieldRules() {}

  /** A field is one of its type. */
  static final class Known implements Rule {

    @Override
    public void field(QueryWalk walk, Selection.Field field) {
      var parent = walk.site(field).parent();
      if (parent == null || walk.site(field).field() != null) {
        return;
      }
      var types = typesWith(walk.schema(), parent, field.name());
      var names = parent.is("OBJECT") || parent.is("INTERFACE")
          ? parent.fields().stream().map(Definition.Field::name).toList()
          : List.<String>of();
      walk.fault(
          field.place(),
          "Cannot query field \"" + field.name() + "\" on type \"" + parent.name() + "\"."
              + (types.isEmpty()
                  ? Suggestions.quoted("Did you mean", field.name(), names)
                  : Suggestions.question(
                      "Did you mean to use an inline fragment on",
                      types.stream().map(type -> '"' + type + '"').toList())));
    }

    /** The types that have the field among those that a type can be, interfaces in use first. */
    private static List<String> typesWith(Schema schema, Definition parent, String field) {
      if (!parent.isAbstract()) {
        return List.of();
      }
      var objects = new ArrayList<String>();
      var interfaces = new LinkedHashMap<String, Integer>();
      for (var type : schema.possibleTypes(parent.name())) {
        if (type.field(field) == null) {
          continue;
        }
        objects.add(type.name());
        for (var name : type.interfaces()) {
          var definition = schema.type(name);
          if (definition != null && definition.field(field) != null) {
            interfaces.merge(name, 1, Integer::sum);
          }
        }
      }
      var names = new ArrayList<>(interfaces.keySet());
      names.addAll(objects);
      names.sort(
          Comparator.<String>comparingInt(name -> -interfaces.getOrDefault(name, 0))
              .thenComparing(Comparator.naturalOrder()));
      return names;
    }
  }

  /** Only what has fields has selections. */
  static final class Leaves implements Rule {

    @Override
    public void field(QueryWalk walk, Selection.Field field) {
      var definition = walk.site(field).field();
      var type = definition == null ? null : walk.schema().type(definition.type().baseName());
      if (definition == null || type == null) {
        return;
      }
      if (type.isLeaf() && !field.selections().isEmpty()) {
        walk.fault(
            field.place(),
            "Field \"" + field.name() + "\" must not have a selection since type \""
                + type.name() + "\" has no subfields.");
      } else if (!type.isLeaf() && field.selections().isEmpty()) {
        walk.fault(
            field.place(),
            "Field \"" + field.name() + "\" of type \"" + definition.type()
                + "\" must have a selection of subfields. Did you mean \"" + field.name()
                + " { ... }\"?");
      }
    }
  }

  /** Introspection does not go round in circles. */
  static final class IntrospectionDepth implements Rule {

    private static final int DEEPEST = 3;
    private static final Set<String> LISTS = Set.of("fields", "interfaces", "possibleTypes",
        "inputFields");

    private final Set<String> within = new HashSet<>();

    @Override
    public void field(QueryWalk walk, Selection.Field field) {
      if (field.name().equals("__schema") || field.name().equals("__type")) {
        within.clear();
        if (isDeep(walk, field, 0)) {
          walk.fault(field.place(), "Maximum introspection depth exceeded");
        }
      }
    }

    private boolean isDeep(QueryWalk walk, Selection selection, int depth) {
      walk.spend(1);
      return switch (selection) {
        case Selection.Field field -> {
          var deeper = LISTS.contains(field.name()) ? depth + 1 : depth;
          yield deeper >= DEEPEST || anyDeep(walk, field.selections(), deeper);
        }
        case Selection.Inline inline -> anyDeep(walk, inline.selections(), depth);
        case Selection.Spread spread -> {
          var fragment = walk.fragment(spread.name());
          if (fragment == null || !within.add(spread.name())) {
            yield false;
          }
          var deep = anyDeep(walk, fragment.selections(), depth);
          within.remove(spread.name());
          yield deep;
        }
      };
    }

    private boolean anyDeep(QueryWalk walk, List<Selection> selections, int depth) {
      return selections.stream().anyMatch(selection -> isDeep(walk, selection, depth));
    }
  }

  /** An operation begins at a type of the schema. */
  static final class Root implements Rule {

    @Override
    public void operation(QueryWalk walk, Operation operation) {
      if (walk.schema().root(operation.kind()) == null) {
        walk.fault(
            operation.place(),
            "Schema does not support operation type \"" + operation.kind() + "\"");
      }
    }
  }

  /** An operation without a name is the only one. */
  static final class LoneAnonymous implements Rule {

    @Override
    public void operation(QueryWalk walk, Operation operation) {
      if (operation.name().isEmpty() && walk.operations().size() > 1) {
        walk.fault(
            operation.place(), "This anonymous operation must be the only defined operation.");
      }
    }
  }

  /** Operations have different names. */
  static final class UniqueOperations implements Rule {

    private final Set<String> seen = new HashSet<>();

    @Override
    public void operation(QueryWalk walk, Operation operation) {
      if (!seen.add(operation.name())) {
        walk.fault(
            operation.place(),
            "There can be only one operation named \"" + operation.name() + "\".");
      }
    }
  }

  /** A subscription has one field at the top. */
  static final class SingleSubscription implements Rule {

    @Override
    public void operation(QueryWalk walk, Operation operation) {
      if (!operation.kind().equals("subscription")
          || walk.schema().root("subscription") == null) {
        return;
      }
      var fields = new LinkedHashMap<String, @Nullable Place>();
      collect(walk, operation.selections(), new HashSet<>(), fields);
      var name = operation.name().isEmpty()
          ? "Anonymous Subscription"
          : "Subscription " + Quotes.quote(operation.name());
      if (fields.size() > 1) {
        walk.fault(
            new ArrayList<>(fields.values()).get(1),
            name + " must select only one top level field.");
      }
      fields.forEach((field, place) -> {
        if (field.startsWith("__")) {
          walk.fault(place, name + " must not select an introspection top level field.");
        }
      });
    }

    private static void collect(
        QueryWalk walk,
        List<Selection> selections,
        Set<String> entered,
        Map<String, @Nullable Place> fields) {
      for (var selection : selections) {
        switch (selection) {
          case Selection.Field field -> {
            if (!fields.containsKey(field.name())) {
              fields.put(field.name(), field.place());
            }
          }
          case Selection.Inline inline -> collect(walk, inline.selections(), entered, fields);
          case Selection.Spread spread -> {
            var fragment = walk.fragment(spread.name());
            if (fragment == null) {
              return;
            }
            if (entered.add(fragment.name())) {
              collect(walk, fragment.selections(), entered, fields);
            }
          }
        }
      }
    }
  }
}
