package dev.gatehouse.rego.builtin.graphql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rule for queries: told of every part of a query, after the parts within. May keep state. */
interface Rule {

  default void operation(QueryWalk walk, Operation operation) {}

  default void fragment(QueryWalk walk, Fragment fragment) {}

  default void field(QueryWalk walk, Selection.Field field) {}

  default void inline(QueryWalk walk, Selection.Inline inline) {}

  default void spread(QueryWalk walk, Selection.Spread spread) {}

  /** A use of a directive at a location; the definition is null if there is none. */
  default void directive(
      QueryWalk walk, Directive use, @Nullable DirectiveDefinition definition, String location) {}

  /** All directives at one place. */
  default void directives(QueryWalk walk, List<Directive> directives) {}

  default void value(QueryWalk walk, Literal value) {}

  default void variable(QueryWalk walk, Operation.Variable variable) {}
}
