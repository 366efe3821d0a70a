package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ObjectValue;
import java.util.List;
import java.util.function.LongConsumer;

/** Checks queries by the rules of GraphQL's specification, in the light of a schema. */
public final class QueryCheck {

  private QueryCheck() {}

  /**
   * Checks a query.
   *
   * @param spend counts steps against the limits of the evaluation
   * @return what is wrong, each on a line that begins with its place; empty for a valid query
   * @throws IllegalArgumentException if the tree lacks what it needs
   */
  public static List<String> check(Schema schema, ObjectValue query, LongConsumer spend) {
    return new QueryWalk(schema, query, rules(), spend).walk();
  }

  /** All rules, in the order of their names in the specification: the order of their messages. */
  private static List<Rule> rules() {
    return List.of(
        new FieldRules.Known(),
        new FragmentRules.OnComposite(),
        new ArgumentRules.Known(),
        new ArgumentRules.KnownDirectives(),
        new FragmentRules.Known(),
        new FieldRules.Root(),
        new FragmentRules.KnownTypes(),
        new FieldRules.LoneAnonymous(),
        new FieldRules.IntrospectionDepth(),
        new FragmentRules.NoCycles(),
        new VariableRules.Defined(),
        new FragmentRules.NoUnused(),
        new VariableRules.Used(),
        new Overlaps(),
        new FragmentRules.Possible(),
        new ArgumentRules.Required(),
        new FieldRules.Leaves(),
        new FieldRules.SingleSubscription(),
        new ArgumentRules.Unique(),
        new ArgumentRules.UniqueDirectives(),
        new FragmentRules.Unique(),
        new ValueRules.UniqueMembers(),
        new FieldRules.UniqueOperations(),
        new VariableRules.Unique(),
        new ValueRules.CorrectType(),
        new VariableRules.InputTypes(),
        new VariableRules.AllowedPosition());
  }
}
