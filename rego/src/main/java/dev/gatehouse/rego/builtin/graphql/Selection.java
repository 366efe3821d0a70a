package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that a query selects. */
sealed interface Selection {

  /** The member that only fields have. */
  StringValue ALIAS = StringValue.of("Alias");

  /** The member that only inline fragments have. */
  StringValue CONDITION = StringValue.of("TypeCondition");

  /** A field of the type. */
  record Field(
      String alias,
      String name,
      List<Directive.Argument> arguments,
      List<Directive> directives,
      List<Selection> selections,
      @Nullable Place place)
      implements
        Selection {

    /** The name of the field in the answer. */
    String responseName() {
      return alias.isEmpty() ? name : alias;
    }
  }

  /** The selections of a fragment that has a name. */
  record Spread(String name, List<Directive> directives, @Nullable Place place)
      implements
        Selection {}

  /**
   * Selections that hold for one type.
   *
   * @param condition the type, empty for that of the parent
   */
  record Inline(
      String condition,
      List<Directive> directives,
      List<Selection> selections,
      @Nullable Place place)
      implements
        Selection {}

  /** The selections of a node. */
  static List<Selection> all(ObjectValue node) {
    return Tree.list(node, "SelectionSet", Selection::of);
  }

  private static Selection of(ObjectValue node) {
    var directives = Directive.all(node);
    var place = Place.of(node);
    if (node.has(ALIAS)) {
      return new Field(
          Tree.text(node, "Alias"),
          Tree.name(node),
          Tree.list(node, "Arguments", Directive.Argument::of),
          directives,
          all(node),
          place);
    }
    return node.has(CONDITION)
        ? new Inline(Tree.text(node, "TypeCondition"), directives, all(node), place)
        : new Spread(Tree.name(node), directives, place);
  }
}
