package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ObjectValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A directive of a schema.
 *
 * @param locations where it may be used, such as {@code FIELD}
 */
record DirectiveDefinition(
    String name,
    List<Definition.Field> arguments,
    List<String> locations,
    boolean repeatable,
    @Nullable Place place) {

  static DirectiveDefinition of(ObjectValue node) {
    return new DirectiveDefinition(
        Tree.name(node),
        Tree.list(node, "Arguments", Definition.Field::of),
        Tree.texts(node, "Locations"),
        Tree.flag(node, "IsRepeatable"),
        Place.of(node));
  }

  Definition.@Nullable Field argument(String wanted) {
    for (var argument : arguments) {
      if (argument.name().equals(wanted)) {
        return argument;
      }
    }
    return null;
  }
}
