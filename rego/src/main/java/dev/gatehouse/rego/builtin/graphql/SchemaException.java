package dev.gatehouse.rego.builtin.graphql;

import org.jspecify.annotations.Nullable;

/** A schema breaks a rule of GraphQL. The message begins with the place. */
final class SchemaException extends IllegalArgumentException {

  private static final String NOWHERE = "-1:-1";

  SchemaException(@Nullable Place place, String message) {
    super(
        "Error in gqlparser SchemaDocument to Schema conversion: input:"
            + (place == null ? NOWHERE : place)
            + ": "
            + message);
  }
}
