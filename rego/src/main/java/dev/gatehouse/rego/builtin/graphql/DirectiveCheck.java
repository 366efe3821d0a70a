package dev.gatehouse.rego.builtin.graphql;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the directives of a schema: their definitions, and their uses in it. */
final class DirectiveCheck {

  private final Schema schema;

  DirectiveCheck(Schema schema) {
    this.schema = schema;
  }

  void definition(DirectiveDefinition directive) {
    name(directive.place(), directive.name());
    arguments(directive.arguments(), directive.name());
  }

  /** Checks arguments that are defined; {@code current} is the directive that has them, or empty. */
  void arguments(List<Definition.Field> arguments, String current) {
    for (var argument : arguments) {
      name(argument.place(), argument.name());
      var type = existing(argument.type());
      if (!type.isInput()) {
        throw new SchemaException(
            argument.place(),
            "cannot use "
                + argument.type()
                + " as argument "
                + argument.name()
                + " because "
                + type.kind()
                + " is not a valid input type");
      }
      uses(argument.directives(), "ARGUMENT_DEFINITION", current, true);
    }
  }

  /** The definition of a type. */
  Definition existing(TypeReference type) {
    var definition = schema.type(type.baseName());
    if (definition == null) {
      throw new SchemaException(type.place(), "Undefined type " + type.baseName() + ".");
    }
    return definition;
  }

  /**
   * Checks uses of directives.
   *
   * @param current the directive that they are used in, empty if none
   * @param once whether a directive that is not repeatable may stand here only once
   */
  void uses(List<Directive> directives, String location, String current, boolean once) {
    var seen = new HashSet<String>();
    for (var use : directives) {
      name(use.place(), use.name());
      if (use.name().equals(current)) {
        throw new SchemaException(
            use.place(), "Directive " + current + " cannot refer to itself.");
      }
      var definition = schema.directive(use.name());
      if (definition == null) {
        throw new SchemaException(use.place(), "Undefined directive " + use.name() + ".");
      }
      if (once && !seen.add(use.name()) && !definition.repeatable()) {
        throw new SchemaException(
            use.place(),
            "The directive " + use.name() + " can only be used once at this location.");
      }
      if (!definition.locations().contains(location)) {
        throw new SchemaException(
            use.place(), "Directive " + use.name() + " is not applicable on " + location + ".");
      }
      given(use, definition);
    }
  }

  private static void given(Directive use, DirectiveDefinition definition) {
    for (var argument : use.arguments()) {
      if (definition.argument(argument.name()) == null) {
        throw new SchemaException(
            argument.place(),
            "Undefined argument " + argument.name() + " for directive " + use.name() + ".");
      }
    }
    for (var wanted : definition.arguments()) {
      var argument = wanted.isRequired() ? use.argument(wanted.name()) : null;
      if (wanted.isRequired()
          && (argument == null || argument.value().is(LiteralKind.NULL))) {
        throw new SchemaException(
            use.place(),
            "Argument " + wanted.name() + " for directive " + use.name() + " cannot be null.");
      }
    }
  }

  /** Refuses names that introspection keeps for itself. */
  static void name(@Nullable Place place, String name) {
    if (name.startsWith("__")) {
      throw new SchemaException(
          place,
          "Name \""
              + name
              + "\" must not begin with \"__\", which is reserved by GraphQL introspection.");
    }
  }
}
