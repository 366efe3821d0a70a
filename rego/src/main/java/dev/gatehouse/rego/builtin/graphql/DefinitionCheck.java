package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.Quotes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the types of a schema. */
final class DefinitionCheck {

  private static final List<String> OUTPUT_KINDS = List.of("SCALAR", "OBJECT", "INTERFACE",
      "UNION", "ENUM");
  private static final List<String> INPUT_KINDS = List.of("SCALAR", "ENUM", "INPUT_OBJECT");
  private static final Set<String> NO_VALUES = Set.of("true", "false", "null");

  private final Schema schema;
  private final DirectiveCheck directives;
  private final ImplementationCheck implementations;

  DefinitionCheck(Schema schema, DirectiveCheck directives) {
    this.schema = schema;
    this.directives = directives;
    this.implementations = new ImplementationCheck(schema);
  }

  void check(Definition type) {
    var location = type.is("INPUT_OBJECT") ? "INPUT_FIELD_DEFINITION" : "FIELD_DEFINITION";
    for (var field : type.fields()) {
      DirectiveCheck.name(field.place(), field.name());
      directives.existing(field.type());
      directives.arguments(field.arguments(), "");
      directives.uses(field.directives(), location, "", true);
    }
    type.types().forEach(member -> member(type, member.name()));
    type.interfaces().forEach(parent -> implementations.check(type, parent));
    switch (type.kind()) {
      case "OBJECT", "INTERFACE" -> outputFields(type);
      case "INPUT_OBJECT" -> inputFields(type);
      case "ENUM" -> values(type);
      default -> {
      }
    }
    distinct(type);
    if (!type.builtIn()) {
      DirectiveCheck.name(type.place(), type.name());
    }
    directives.uses(type.directives(), type.kind(), "", false);
  }

  private void member(Definition type, String name) {
    var member = schema.type(name);
    if (member == null) {
      throw new SchemaException(type.place(), "Undefined type " + Quotes.quote(name) + ".");
    }
    if (!member.is("OBJECT")) {
      throw new SchemaException(
          type.place(), type.kind() + " type " + Quotes.quote(name) + " must be OBJECT.");
    }
  }

  private void outputFields(Definition type) {
    if (type.fields().isEmpty()) {
      throw new SchemaException(
          type.place(),
          type.kind() + " " + type.name() + ": must define one or more fields.");
    }
    for (var field : type.fields()) {
      var kind = directives.existing(field.type()).kind();
      if (!OUTPUT_KINDS.contains(kind)) {
        throw new SchemaException(
            field.place(),
            type.kind()
                + " "
                + type.name()
                + ": field must be one of "
                + String.join(", ", OUTPUT_KINDS)
                + ".");
      }
    }
  }

  private void inputFields(Definition type) {
    if (type.fields().isEmpty()) {
      throw new SchemaException(
          type.place(),
          type.kind() + " " + type.name() + ": must define one or more input fields.");
    }
    for (var field : type.fields()) {
      var kind = directives.existing(field.type()).kind();
      if (!INPUT_KINDS.contains(kind)) {
        throw new SchemaException(
            field.place(),
            kind
                + " "
                + field.name()
                + ": field must be one of "
                + String.join(", ", INPUT_KINDS)
                + ".");
      }
    }
  }

  private void values(Definition type) {
    if (type.values().isEmpty()) {
      throw new SchemaException(
          type.place(),
          type.kind() + " " + type.name() + ": must define one or more unique enum values.");
    }
    for (var value : type.values()) {
      if (NO_VALUES.contains(value.name())) {
        throw new SchemaException(
            type.place(),
            type.kind() + " " + type.name() + ": non-enum value " + value.name() + ".");
      }
      directives.uses(value.directives(), "ENUM_VALUE", "", true);
    }
  }

  private static void distinct(Definition type) {
    var seen = new HashSet<String>();
    for (var field : type.fields()) {
      if (!seen.add(field.name())) {
        throw new SchemaException(
            field.place(),
            "Field " + type.name() + "." + field.name() + " can only be defined once.");
      }
    }
    seen.clear();
    for (var value : type.values()) {
      if (!seen.add(value.name())) {
        throw new SchemaException(
            value.place(),
            "Enum value " + type.name() + "." + value.name() + " can only be defined once.");
      }
    }
    seen.clear();
    for (var member : type.types()) {
      if (!seen.add(member.name())) {
        throw new SchemaException(
            member.place() == null ? type.place() : member.place(),
            "Union type " + type.name() + " can only include type " + member.name() + " once.");
      }
    }
  }
}
