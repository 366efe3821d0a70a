package dev.gatehouse.conformance.differential.call;

import dev.gatehouse.conformance.differential.program.Dice;
import java.util.List;
import java.util.Map;

/** Calls with documents of GraphQL. */
final class GraphqlCalls {

  private static final List<String> DEFINITIONS = List.of(
      "type User implements Node & Named @key(fields: \"id\") { id: ID! name: String friends(first: Int = 10, after: String): [User!]! role: Role pet: Pet }",
      "interface Node { id: ID! }", "interface Named { name: String }",
      "enum Role { ADMIN USER @deprecated(reason: \"old\") }",
      "union Pet = Cat | Dog", "type Cat { meows: Boolean lives: Int }",
      "type Dog { barks(loud: Boolean!): Boolean name: String }",
      "input Filter { role: Role = USER tags: [String!] nested: Filter limit: Float = 1.5 }",
      "scalar Date @specifiedBy(url: \"https://x\")",
      "directive @key(fields: String!) repeatable on OBJECT | INTERFACE",
      "directive @log(level: Int = 1) on FIELD | QUERY | FRAGMENT_SPREAD | INLINE_FRAGMENT");
  private static final List<String> ODD_DEFINITIONS = List.of("extend type User { age: Int }",
      "schema { query: Query }", "type Query", "type Empty {}", "enum E {}", "union U",
      "type User { id: ID }",
      "extend enum Role { GUEST }", "interface I implements I { a: Int }",
      "\"\"\"\n doc\n\"\"\" type D { \"f\" a: Int }",
      "input Bad { a: User }", "type X implements Missing { a: Int }",
      "directive @r(a: Int @r) on ARGUMENT_DEFINITION",
      "type __X { a: Int }", "extend union Pet = User", "scalar Int", "type Y { a: Missing }",
      "subscription S");

  static final Map<String, Recipe> RECIPES = Map.of(
      "graphql.is_valid", Recipe.texts(dice -> List.of(query(dice), schema(dice))),
      "graphql.parse", Recipe.texts(dice -> List.of(query(dice), schema(dice))),
      "graphql.parse_and_verify", Recipe.texts(dice -> List.of(query(dice), schema(dice))),
      "graphql.parse_query", Recipe.text(GraphqlCalls::query),
      "graphql.parse_schema", Recipe.text(GraphqlCalls::schema),
      "graphql.schema_is_valid", Recipe.text(GraphqlCalls::schema));

  private GraphqlCalls() {}

  private static String schema(Dice dice) {
    var text = new StringBuilder(
        "type Query { user(id: ID!, filter: Filter): User users: [User] node(id: ID): Node pets(role: Role = ADMIN): [Pet!] now: Date }\n");
    for (var definition : DEFINITIONS) {
      if (dice.percent(99)) {
        text.append(definition).append(dice.of("\n", " ", "\n# c\n", ", "));
      }
    }
    if (dice.percent(22)) {
      text.append(dice.pick(ODD_DEFINITIONS));
    }
    return Recipes.maybeMutated(dice, 3, text.toString());
  }

  private static String query(Dice dice) {
    var name = dice.of("", "", "", "query ", "query R ", "query Q ",
        "query Q($id: ID!, $r: Role = ADMIN, $f: Filter) ",
        "query Q($n: Int) @log ", "mutation M ", "subscription ");
    var text = new StringBuilder(name.isEmpty() ? "" : name).append("{ ");
    for (var i = dice.between(1, 2); i > 0; i--) {
      text.append(dice.of("user(id: 1) ", "user(id: \"b\") ", "u: user(id: 2) ", "v: user(id: 3) ",
          "user(id: $id) ", "x: user(id: \"a\", filter: {role: USER, tags: [\"t\"]}) ",
          "user ", "user(id: 1, filter: $f) ", "user(id: 1, filter: {nested: {limit: 2, x: 1}}) ",
          "user(id: [1]) "))
          .append(user(dice, 2));
    }
    text.append(dice.of("", "", "", "", "", "", "users @log(level: 2) { id } ",
        "node(id: 1) { id ... on User { name } } ",
        "pets(role: $r) { ... on Cat { meows } ...D } ", "now ", "missing ", "__typename ",
        "users ",
        "pets(role: NONE) { __typename } ", "__schema { types { name } } ")).append("}");
    if (dice.percent(15)) {
      text.append(
          dice.of(" fragment D on Dog { barks(loud: true) }", " fragment F on User { id ...F }",
              " fragment U on Missing { a }", " fragment F on User { name }", " { a }",
              " fragment P on Pet { ... on Dog @skip(if: true) { name } }"));
    }
    return Recipes.maybeMutated(dice, 4, text.toString());
  }

  private static String user(Dice dice, int depth) {
    var fields = Rego.several(dice, 1, 4, () -> switch (dice.below(depth > 0 ? 24 : 18)) {
      case 0, 1, 8, 9, 10, 11, 12 -> "id";
      case 13, 14, 15, 16 -> dice.of("name", "role", "pet { __typename }", "... on Node { id }");
      case 2 -> "name";
      case 3 -> "n: name";
      case 4 -> "role @include(if: " + dice.of("true", "$n", "1") + ")";
      case 5 -> dice.of("...F", "... { id }", "... on Node { id }", "... on Cat { meows }");
      case 6 -> "pet { ...D __typename }";
      case 7 -> dice.of("missing", "id { x }", "pet", "n: id", "name(a: 1)");
      default -> "friends(first: "
          + dice.of("1", "1", "2", "3", "\"1\"", "$n", "null", "1.5", "99999999999") + ") "
          + user(dice, depth - 1);
    });
    return "{ " + String.join(dice.of(" ", ", ", "\n"), fields) + " } ";
  }
}
