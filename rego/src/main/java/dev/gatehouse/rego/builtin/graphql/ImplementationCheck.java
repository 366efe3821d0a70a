package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.Quotes;

/** Checks that types have what the interfaces that they implement ask for. */
final class ImplementationCheck {

  private final Schema schema;

  ImplementationCheck(Schema schema) {
    this.schema = schema;
  }

  void check(Definition type, String parentName) {
    var parent = schema.type(parentName);
    if (parent == null) {
      throw new SchemaException(
          type.place(), "Undefined type " + Quotes.quote(parentName) + ".");
    }
    if (!parent.is("INTERFACE")) {
      throw new SchemaException(
          type.place(),
          Quotes.quote(parentName) + " is a non interface type " + parent.kind() + ".");
    }
    var subject = "For " + type.name() + " to implement " + parent.name() + " ";
    for (var required : parent.fields()) {
      var field = type.field(required.name());
      if (field == null) {
        throw new SchemaException(
            type.place(), subject + "it must have a field called " + required.name() + ".");
      }
      if (!isCovariant(required.type(), field.type())) {
        throw new SchemaException(
            field.place(),
            subject
                + "the field "
                + required.name()
                + " must have type "
                + required.type()
                + ".");
      }
      arguments(required, field, subject);
    }
    ancestors(type, parent);
  }

  private static void arguments(
      Definition.Field required, Definition.Field field, String subject) {
    var same = subject + "the field " + required.name() + " must have the same arguments but ";
    for (var wanted : required.arguments()) {
      var argument = field.argument(wanted.name());
      if (argument == null) {
        throw new SchemaException(
            field.place(), same + "it is missing " + wanted.name() + ".");
      }
      if (!wanted.type().isCompatible(argument.type())) {
        throw new SchemaException(
            argument.place(), same + wanted.name() + " has the wrong type.");
      }
    }
    for (var argument : field.arguments()) {
      if (required.argument(argument.name()) == null && argument.isRequired()) {
        throw new SchemaException(
            argument.place(),
            subject
                + "any additional arguments on "
                + field.name()
                + " must be optional or have a default value but "
                + argument.name()
                + " is required.");
      }
    }
  }

  private static void ancestors(Definition type, Definition parent) {
    for (var ancestor : parent.interfaces()) {
      if (!type.interfaces().contains(ancestor)) {
        throw new SchemaException(
            type.place(),
            ancestor.equals(type.name())
                ? "Type "
                    + type.name()
                    + " cannot implement "
                    + parent.name()
                    + " because it would create a circular reference."
                : "Type "
                    + type.name()
                    + " must implement "
                    + ancestor
                    + " because it is implemented by "
                    + parent.name()
                    + ".");
      }
    }
  }

  private boolean isCovariant(TypeReference required, TypeReference actual) {
    if (required.nonNull() && !actual.nonNull()) {
      return false;
    }
    if (required.item() != null) {
      return actual.item() != null && isCovariant(required.item(), actual.item());
    }
    return required.name().equals(actual.name())
        || schema.possibleTypes(required.name()).stream()
            .anyMatch(possible -> possible.name().equals(actual.name()));
  }
}
