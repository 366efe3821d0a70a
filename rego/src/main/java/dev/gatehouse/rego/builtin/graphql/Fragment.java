package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ObjectValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fragment that has a name.
 *
 * @param condition the type that it selects from
 */
record Fragment(
    String name,
    String condition,
    List<Directive> directives,
    List<Selection> selections,
    @Nullable Place place) {

  static Fragment of(ObjectValue node) {
    return new Fragment(
        Tree.name(node),
        Tree.text(node, "TypeCondition"),
        Directive.all(node),
        Selection.all(node),
        Place.of(node));
  }
}
