package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks a schema's tree by the rules of GraphQL (October 2021). One use each. */
public final class SchemaCheck {

  private static final Value NULL_KIND = IntegerValue.of(6);
  private static final Set<String> INPUT = Set.of("SCALAR", "ENUM", "INPUT_OBJECT");
  private static final Set<String> OUTPUT = Set.of("SCALAR", "OBJECT", "INTERFACE", "UNION",
      "ENUM");
  private static final Set<String> REDECLARABLE = Set.of("include", "skip", "deprecated",
      "specifiedBy", "defer", "oneOf");
  private static final String PRELUDE = """
      scalar Int scalar Float scalar String scalar Boolean scalar ID
      directive @include(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
      directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
      directive @defer(if: Boolean = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
      directive @deprecated(reason: String = "")
        on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
      directive @specifiedBy(url: String!) on SCALAR
      directive @oneOf on INPUT_OBJECT
      type __Schema { name: String } type __Type { name: String }
      type __Field { name: String } type __InputValue { name: String }
      type __EnumValue { name: String } type __Directive { name: String }
      enum __TypeKind { SCALAR } enum __DirectiveLocation { QUERY }
      """;

  private final Map<String, ObjectValue> types = new TreeMap<>();
  private final Map<String, ObjectValue> directives = new TreeMap<>();
  private final Set<String> builtIn = new HashSet<>();
  private final Map<String, Set<String>> possible = new HashMap<>();

  private SchemaCheck() {}

  /** Checks a schema's tree. @throws IllegalArgumentException that says what is wrong */
  public static void check(ObjectValue document) {
    var check = new SchemaCheck();
    var prelude = (ObjectValue) SchemaReader.read(PRELUDE);
    check.declare(prelude);
    check.builtIn.addAll(check.types.keySet());
    check.declare(document);
    check.extend(document);
    check.collectPossible();
    check.roots(document);
    check.checkDefinitions();
    check.directives.values().forEach(check::directive);
  }

  private void checkDefinitions() {
    types.forEach(
        (name, type) -> {
          if (!builtIn.contains(name)) {
            definition(type);
          }
        });
  }

  private void declare(ObjectValue document) {
    for (var definition : items(document, "Definitions")) {
      if (types.put(name(definition), definition) != null) {
        throw wrong("Cannot redeclare type " + name(definition));
      }
    }
    for (var directive : items(document, "Directives")) {
      var known = directives.put(name(directive), directive);
      if (known != null && !REDECLARABLE.contains(name(directive))) {
        throw wrong("Cannot redeclare directive " + name(directive));
      }
    }
  }

  private void extend(ObjectValue document) {
    for (var extension : items(document, "Extensions")) {
      var name = name(extension);
      var base = types.get(name);
      if (base == null) {
        types.put(name, extension);
      } else if (!kind(base).equals(kind(extension))) {
        throw wrong(
            "Cannot extend type "
                + name
                + " because the base type is a "
                + kind(base)
                + ", not "
                + kind(extension));
      } else {
        types.put(name, merged(base, extension));
      }
    }
  }

  private static ObjectValue merged(ObjectValue base, ObjectValue extension) {
    var merged = base.toBuilder();
    for (var member : List.of("Directives", "Interfaces", "Fields", "Types", "EnumValues")) {
      var all = new ArrayList<Value>();
      for (var part : List.of(base, extension)) {
        if (part.get(member) instanceof ArrayValue items) {
          all.addAll(items.items());
        }
      }
      if (!all.isEmpty()) {
        merged.put(member, ArrayValue.of(all));
      }
    }
    return merged.build();
  }

  private void collectPossible() {
    types.forEach(
        (name, type) -> {
          for (var parent : texts(type, "Interfaces")) {
            possible.computeIfAbsent(parent, p -> new HashSet<>()).add(name);
          }
          for (var member : texts(type, "Types")) {
            possible.computeIfAbsent(name, p -> new HashSet<>()).add(member);
          }
        });
  }

  private void roots(ObjectValue document) {
    var schemas = items(document, "Schema");
    if (schemas.size() > 1) {
      throw wrong("Cannot have multiple schema entry points, consider schema extensions instead");
    }
    var all = new ArrayList<>(schemas);
    all.addAll(items(document, "SchemaExtension"));
    for (var schema : all) {
      for (var root : items(schema, "OperationTypes")) {
        if (!types.containsKey(text(root, "Type"))) {
          throw wrong(
              "Schema root "
                  + text(root, "Operation")
                  + " refers to a type "
                  + text(root, "Type")
                  + " that does not exist");
        }
      }
      directivesOf(schema, "SCHEMA", "", true);
    }
  }

  private void definition(ObjectValue type) {
    for (var field : items(type, "Fields")) {
      reserved(name(field));
      typeExists(type(field));
      arguments(field, "");
      var isInput = kind(type).equals("INPUT_OBJECT");
      directivesOf(field, isInput ? "INPUT_FIELD_DEFINITION" : "FIELD_DEFINITION", "", true);
    }
    for (var member : texts(type, "Types")) {
      var definition = types.get(member);
      if (definition == null || !kind(definition).equals("OBJECT")) {
        throw wrong("Undefined type \"" + member + "\"");
      }
    }
    texts(type, "Interfaces").forEach(parent -> implementation(type, parent));
    members(type);
    distinct(items(type, "Fields").stream().map(SchemaCheck::name).toList(), type);
    distinct(items(type, "EnumValues").stream().map(SchemaCheck::name).toList(), type);
    distinct(texts(type, "Types"), type);
    if (!builtIn.contains(name(type))) {
      reserved(name(type));
    }
    directivesOf(type, kind(type), "", false);
  }

  private void members(ObjectValue type) {
    switch (kind(type)) {
      case "OBJECT", "INTERFACE" -> fields(type, OUTPUT);
      case "INPUT_OBJECT" -> fields(type, INPUT);
      case "ENUM" -> {
        if (items(type, "EnumValues").isEmpty()) {
          throw wrong("ENUM " + name(type) + ": must define one or more unique enum values");
        }
        for (var value : items(type, "EnumValues")) {
          if (Set.of("true", "false", "null").contains(name(value))) {
            throw wrong("ENUM " + name(type) + ": non-enum value " + name(value));
          }
          directivesOf(value, "ENUM_VALUE", "", true);
        }
      }
      default -> {
      }
    }
  }

  private void fields(ObjectValue type, Set<String> kinds) {
    if (items(type, "Fields").isEmpty()) {
      throw wrong(kind(type) + " " + name(type) + ": must define one or more fields");
    }
    for (var field : items(type, "Fields")) {
      var definition = types.get(named(type(field)));
      if (definition != null && !kinds.contains(kind(definition))) {
        throw wrong(kind(type) + " " + name(type) + ": field must be one of " + kinds);
      }
    }
  }

  private static void distinct(List<String> names, ObjectValue type) {
    if (new HashSet<>(names).size() != names.size()) {
      throw wrong("a member of " + name(type) + " is there more than once");
    }
  }

  private void directive(ObjectValue directive) {
    reserved(name(directive));
    arguments(directive, name(directive));
  }

  private void arguments(ObjectValue owner, String directive) {
    for (var argument : items(owner, "Arguments")) {
      reserved(name(argument));
      typeExists(type(argument));
      var definition = types.get(named(type(argument)));
      if (definition != null && !INPUT.contains(kind(definition))) {
        throw wrong("argument " + name(argument) + " has no input type");
      }
      directivesOf(argument, "ARGUMENT_DEFINITION", directive, true);
    }
  }

  private void directivesOf(
      ObjectValue owner, String location, String current, boolean singleLocation) {
    var seen = new HashSet<String>();
    for (var use : items(owner, "Directives")) {
      var name = name(use);
      reserved(name);
      if (!current.isEmpty() && name.equals(current)) {
        throw wrong("Directive " + name + " cannot refer to itself");
      }
      var definition = directives.get(name);
      if (definition == null) {
        throw wrong("Undefined directive " + name);
      }
      var repeatable = definition.get("IsRepeatable") == BooleanValue.TRUE;
      if (singleLocation && !seen.add(name) && !repeatable) {
        throw wrong("The directive " + name + " can only be used once at this location");
      }
      if (!texts(definition, "Locations").contains(location)) {
        throw wrong("Directive " + name + " is not applicable on " + location);
      }
      argumentsOf(use, definition);
    }
  }

  private static void argumentsOf(ObjectValue use, ObjectValue definition) {
    for (var argument : items(use, "Arguments")) {
      if (find(definition, "Arguments", name(argument)) == null) {
        throw wrong(
            "Undefined argument " + name(argument) + " for directive " + name(definition));
      }
    }
    for (var wanted : items(definition, "Arguments")) {
      if (isNonNull(type(wanted)) && wanted.get("DefaultValue") == null) {
        var given = find(use, "Arguments", name(wanted));
        var isNull = given == null
            || given.get("Value") instanceof ObjectValue value
                && NULL_KIND.equals(value.get("Kind"));
        if (isNull) {
          throw wrong(
              "Argument "
                  + name(wanted)
                  + " for directive "
                  + name(definition)
                  + " cannot be null");
        }
      }
    }
  }

  private void implementation(ObjectValue type, String parent) {
    var base = types.get(parent);
    if (base == null) {
      throw wrong("Undefined type \"" + parent + "\"");
    }
    if (!kind(base).equals("INTERFACE")) {
      throw wrong("\"" + parent + "\" is a non interface type " + kind(base));
    }
    for (var required : items(base, "Fields")) {
      var field = find(type, "Fields", name(required));
      if (field == null || !isCovariant(type(required), type(field)) || !fits(required, field)) {
        throw wrong(
            "For " + name(type) + " to implement " + parent + " it must have a field "
                + name(required) + " of its type and arguments");
      }
    }
    for (var ancestor : texts(base, "Interfaces")) {
      if (!texts(type, "Interfaces").contains(ancestor)) {
        throw wrong(
            "Type " + name(type) + " must implement " + ancestor
                + " because it is implemented by " + parent);
      }
    }
  }

  private static boolean fits(ObjectValue required, ObjectValue field) {
    for (var wanted : items(required, "Arguments")) {
      var argument = find(field, "Arguments", name(wanted));
      if (argument == null || !type(wanted).equals(type(argument))) {
        return false;
      }
    }
    for (var argument : items(field, "Arguments")) {
      if (find(required, "Arguments", name(argument)) == null
          && isNonNull(type(argument))
          && argument.get("DefaultValue") == null) {
        return false;
      }
    }
    return true;
  }

  private boolean isCovariant(ObjectValue required, ObjectValue actual) {
    if (isNonNull(required) && !isNonNull(actual)) {
      return false;
    }
    if (required.get("Elem") instanceof ObjectValue item) {
      return actual.get("Elem") instanceof ObjectValue other && isCovariant(item, other);
    }
    var name = text(required, "NamedType");
    var other = text(actual, "NamedType");
    return name.equals(other) || possible.getOrDefault(name, Set.of()).contains(other);
  }

  private void typeExists(ObjectValue type) {
    if (!types.containsKey(named(type))) {
      throw wrong("Undefined type " + named(type));
    }
  }

  private static void reserved(String name) {
    if (name.startsWith("__")) {
      throw wrong(
          "Name \"" + name
              + "\" must not begin with \"__\", which is reserved by GraphQL introspection");
    }
  }

  private static String named(ObjectValue type) {
    return type.get("Elem") instanceof ObjectValue item ? named(item) : text(type, "NamedType");
  }

  private static boolean isNonNull(ObjectValue type) {
    return type.get("NonNull") == BooleanValue.TRUE;
  }

  private static ObjectValue type(ObjectValue owner) {
    return owner.get("Type") instanceof ObjectValue type ? type : ObjectValue.EMPTY;
  }

  private static @Nullable ObjectValue find(ObjectValue owner, String member, String name) {
    for (var item : items(owner, member)) {
      if (name(item).equals(name)) {
        return item;
      }
    }
    return null;
  }

  private static List<ObjectValue> items(ObjectValue owner, String member) {
    var items = new ArrayList<ObjectValue>();
    if (owner.get(member) instanceof ArrayValue array) {
      for (var item : array) {
        if (item instanceof ObjectValue object) {
          items.add(object);
        }
      }
    }
    return items;
  }

  private static List<String> texts(ObjectValue owner, String member) {
    var texts = new ArrayList<String>();
    if (owner.get(member) instanceof ArrayValue array) {
      for (var item : array) {
        if (item instanceof StringValue s) {
          texts.add(s.value());
        }
      }
    }
    return texts;
  }

  private static String name(ObjectValue node) {
    return text(node, "Name");
  }

  private static String kind(ObjectValue node) {
    return text(node, "Kind");
  }

  private static String text(ObjectValue node, String member) {
    return node.get(member) instanceof StringValue s ? s.value() : "";
  }

  private static IllegalArgumentException wrong(String message) {
    return new IllegalArgumentException(message);
  }
}
