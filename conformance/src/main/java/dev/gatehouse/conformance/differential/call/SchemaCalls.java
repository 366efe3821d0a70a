package dev.gatehouse.conformance.differential.call;

import static dev.gatehouse.conformance.differential.call.Recipe.arguments;

import dev.gatehouse.conformance.differential.program.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls with JSON schemas. */
final class SchemaCalls {

  static final Map<String, Recipe> RECIPES = Map.of(
      "json.match_schema", arguments(dice -> List.of(text(dice, value(dice, 3)), schema(dice))),
      "json.verify_schema", arguments(dice -> List.of(schema(dice))));

  private SchemaCalls() {}

  private static String text(Dice dice, String value) {
    return dice.percent(20) ? Rego.text(value) : value;
  }

  private static String schema(Dice dice) {
    var schema = node(dice, 3);
    if (dice.percent(15)) {
      schema = schema.equals("{}") || !schema.startsWith("{")
          ? schema
          : schema.substring(0, schema.length() - 1) + ", \"definitions\": {\"d\": " + node(dice, 1)
              + "}}";
    }
    return text(dice, schema);
  }

  private static String value(Dice dice, int depth) {
    return switch (dice.below(depth > 0 ? 7 : 4)) {
      case 0 -> dice.of("0", "1", "-1", "5", "2.5", "10", "1.0", "100");
      case 1 -> dice.of("\"\"", "\"a\"", "\"abc\"", "\"é\"", "\"2024-02-29\"", "\"a@b.c\"",
          "\"10.0.0.1\"", "\"http://a/b\"", "\"::1\"", "\"2024-02-29T00:00:00Z\"", "\"a-b\"");
      case 2 -> dice.of("true", "false");
      case 3 -> "null";
      case 4 -> Rego.array(Rego.several(dice, 4, () -> value(dice, depth - 1)));
      default -> Rego.object(entries(dice, () -> value(dice, depth - 1)));
    };
  }

  private static List<String> entries(Dice dice, java.util.function.Supplier<String> value) {
    var entries = new ArrayList<String>();
    for (var name : List.of("a", "b", "c", "é")) {
      if (dice.percent(45)) {
        entries.addAll(List.of(name, value.get()));
      }
    }
    return entries;
  }

  private static String type(Dice dice) {
    return dice.of("\"object\"", "\"array\"", "\"string\"", "\"integer\"", "\"number\"",
        "\"boolean\"", "\"null\"");
  }

  private static String node(Dice dice, int depth) {
    if (dice.percent(2)) {
      return dice.of("true", "false", "{}", "1", "[]");
    }
    var entries = new ArrayList<String>();
    if (dice.percent(60)) {
      entries.addAll(List.of("type", dice.percent(85)
          ? type(dice)
          : dice.of("[\"string\", \"null\"]", "[\"object\", \"array\"]", "[\"integer\", \"array\"]",
              "[]", dice.of("\"x\"", "1"))));
    }
    for (var i = dice.below(4); i > 0; i--) {
      var keyword = keyword(dice, depth);
      if (!entries.contains(keyword.get(0))) {
        entries.addAll(keyword);
      }
    }
    return Rego.object(entries);
  }

  private static List<String> keyword(Dice dice, int depth) {
    if (dice.percent(85)) {
      return depth > 0 && dice.percent(60) ? nested(dice, depth) : sound(dice);
    }
    return switch (dice.below(12)) {
      case 0 -> List.of(dice.of("minimum", "maximum", "minLength", "maxItems", "minProperties"),
          dice.of("2.5", "-1", "\"x\"", "1.0"));
      case 1 -> List.of(dice.of("exclusiveMinimum", "exclusiveMaximum"),
          dice.of("true", "false", "1", "5"));
      case 2 -> List.of("multipleOf", dice.of("0", "-1", "0.1", "\"x\""));
      case 3 -> List.of("pattern", dice.of("\"[\"", "\"\"", "1"));
      case 4 -> List.of("uniqueItems", "1");
      case 5 -> List.of("required", dice.of("[]", "[1]", "\"a\"", "[\"a\", \"a\"]"));
      case 6 -> List.of("enum", dice.of("[]", "1", "[1, 1]"));
      case 7 -> List.of(dice.of("title", "description", "default", "$comment", "examples", "x"),
          dice.of("\"t\"", "1", "[]"));
      case 8 -> List.of("$ref", dice.of("\"#/definitions/d\"", "\"#/x\"", "\"\"", "1"));
      case 9 -> List.of("$schema", dice.of("\"http://json-schema.org/draft-04/schema#\"",
          "\"http://json-schema.org/draft-06/schema#\"",
          "\"http://json-schema.org/draft-07/schema#\"", "\"x\""));
      case 10 -> List.of(dice.of("properties", "items", "not", "allOf", "dependencies"),
          dice.of("1", "[]", "{}", "true", "\"x\"", "[1]"));
      default -> List.of("patternProperties", "{\"[\": {}}");
    };
  }

  private static List<String> sound(Dice dice) {
    var number = dice.of("0", "1", "2", "3", "10");
    return switch (dice.below(9)) {
      case 0 -> List.of(dice.of("minimum", "maximum"), number);
      case 1 -> List.of("multipleOf", dice.of("1", "2", "0.5"));
      case 2 -> List.of(dice.of("minLength", "maxLength"), number);
      case 3 -> List.of("pattern", dice.of("\"^a\"", "\"b$\"", "\"a+\"", "\"é\""));
      case 4 ->
        List.of("format", dice.of("\"date\"", "\"email\"", "\"ipv4\"", "\"ipv6\"", "\"uri\"",
            "\"date-time\"", "\"hostname\"", "\"uuid\"", "\"regex\"", "\"x\"", "\"time\""));
      case 5 -> List.of(dice.of("minItems", "maxItems", "minProperties", "maxProperties"), number);
      case 6 -> List.of("uniqueItems", dice.of("true", "false"));
      case 7 -> List.of("required", dice.of("[\"a\"]", "[\"a\", \"b\"]", "[\"x\"]"));
      default -> dice.percent(50)
          ? List.of("enum", dice.of("[1]", "[\"a\", null]", "[[1], {}]", "[0, 1, 2.5]"))
          : List.of("const", dice.of("1", "\"a\"", "null", "{}", "[]"));
    };
  }

  private static List<String> nested(Dice dice, int depth) {
    return switch (dice.below(10)) {
      case 0, 1, 2 -> List.of("properties",
          Rego.object(entries(dice, () -> node(dice, depth - 1))));
      case 3 -> List.of("patternProperties",
          Rego.object(dice.of("^a", "b|c", ".*"), node(dice, depth - 1)));
      case 4 -> List.of(dice.of("additionalProperties", "additionalItems"),
          dice.percent(50) ? dice.of("true", "false") : node(dice, depth - 1));
      case 5, 6 -> List.of("items", dice.percent(60)
          ? node(dice, depth - 1)
          : Rego.array(Rego.several(dice, 3, () -> node(dice, depth - 1))));
      case 7 -> List.of(dice.of("allOf", "anyOf", "oneOf"),
          Rego.array(Rego.several(dice, 1, 3, () -> node(dice, depth - 1))));
      case 8 -> List.of(dice.of("not", "contains", "propertyNames", "if", "then", "else"),
          node(dice, depth - 1));
      default -> List.of("dependencies", Rego.object(dice.of("a", "b"),
          dice.percent(50) ? "[\"c\"]" : node(dice, depth - 1)));
    };
  }
}
