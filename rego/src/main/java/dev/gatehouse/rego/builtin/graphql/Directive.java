package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ObjectValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A use of a directive. */
record Directive(String name, List<Argument> arguments, @Nullable Place place) {

  /** A value that is given to a field or a directive. */
  record Argument(String name, Literal value, @Nullable Place place) {

    static Argument of(ObjectValue node) {
      return new Argument(
          Tree.name(node), Literal.of(Tree.needed(node, "Value")), Place.of(node));
    }
  }

  private static Directive of(ObjectValue node) {
    return new Directive(
        Tree.name(node), Tree.list(node, "Arguments", Argument::of), Place.of(node));
  }

  /** The directives of a node. */
  static List<Directive> all(ObjectValue node) {
    return Tree.list(node, "Directives", Directive::of);
  }

  @Nullable
  Argument argument(String wanted) {
    for (var argument : arguments) {
      if (argument.name().equals(wanted)) {
        return argument;
      }
    }
    return null;
  }
}
