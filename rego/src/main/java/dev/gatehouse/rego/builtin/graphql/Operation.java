package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ObjectValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a query.
 *
 * @param kind {@code query}, {@code mutation} or {@code subscription}
 */
record Operation(
    String kind,
    String name,
    List<Variable> variables,
    List<Directive> directives,
    List<Selection> selections,
    @Nullable Place place) {

  /** A variable that an operation declares. */
  record Variable(
      String name,
      TypeReference type,
      @Nullable Literal defaultValue,
      List<Directive> directives,
      @Nullable Place place) {

    private static Variable of(ObjectValue node) {
      return new Variable(
          Tree.text(node, "Variable"),
          TypeReference.of(Tree.needed(node, "Type")),
          Literal.of(node, "DefaultValue"),
          Directive.all(node),
          Place.of(node));
    }

    boolean hasDefault() {
      return defaultValue != null && !defaultValue.is(LiteralKind.NULL);
    }
  }

  static Operation of(ObjectValue node) {
    var kind = Tree.text(node, "Operation");
    return new Operation(
        kind.isEmpty() ? "query" : kind,
        Tree.name(node),
        Tree.list(node, "VariableDefinitions", Variable::of),
        Directive.all(node),
        Selection.all(node),
        Place.of(node));
  }

  @Nullable
  Variable variable(String wanted) {
    for (var variable : variables) {
      if (variable.name().equals(wanted)) {
        return variable;
      }
    }
    return null;
  }
}
