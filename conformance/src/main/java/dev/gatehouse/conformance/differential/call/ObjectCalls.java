package dev.gatehouse.conformance.differential.call;

import static dev.gatehouse.conformance.differential.call.Recipe.arguments;

import dev.gatehouse.conformance.differential.program.Dice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls on objects, arrays, sets and graphs. */
final class ObjectCalls {

  private static final List<String> KEYS = List.of("\"a\"", "\"a\"", "\"b\"", "\"c\"", "\"d/e\"",
      "\"~\"", "1", "0", "null", "[1]", "true", "\"\"", "1.5");

  static final Map<String, Recipe> RECIPES = recipes();

  private ObjectCalls() {}

  private static Map<String, Recipe> recipes() {
    var recipes = new LinkedHashMap<String, Recipe>();
    recipes.put("object.get", arguments(dice -> List.of(object(dice, 3), dice.percent(50)
        ? dice.pick(KEYS)
        : Rego.array(Rego.several(dice, 3, () -> dice.pick(KEYS))), value(dice, 1))));
    recipes.put("object.keys", arguments(dice -> List.of(object(dice, 1))));
    for (var name : List.of("object.filter", "object.remove")) {
      recipes.put(name, arguments(dice -> List.of(object(dice, 2), keys(dice))));
    }
    recipes.put("object.union", arguments(dice -> List.of(object(dice, 3), object(dice, 3))));
    recipes.put("object.union_n", arguments(
        dice -> List.of(Rego.array(Rego.several(dice, 4, () -> object(dice, 3))))));
    recipes.put("object.subset", arguments(ObjectCalls::subset));
    recipes.put("walk", (name, dice) -> "[p | walk(" + value(dice, 3) + ", p)]");
    recipes.put("array.concat", arguments(dice -> List.of(array(dice, 2), array(dice, 2))));
    recipes.put("array.reverse", arguments(dice -> List.of(array(dice, 2))));
    recipes.put("array.flatten", arguments(dice -> List.of(array(dice, 3))));
    recipes.put("array.slice", arguments(dice -> List.of(array(dice, 1),
        index(dice), index(dice))));
    for (var name : List.of("and", "or", "minus", "set_diff")) {
      recipes.put(name, arguments(dice -> List.of(set(dice), set(dice))));
    }
    for (var name : List.of("intersection", "union")) {
      recipes.put(name, arguments(
          dice -> List.of(Rego.set(Rego.several(dice, 4, () -> set(dice))))));
    }
    for (var name : List.of("all", "any")) {
      recipes.put(name, arguments(dice -> List.of(TextCalls.collection(dice,
          Rego.several(dice, 4, () -> dice.of("true", "true", "false", "1", "null"))))));
    }
    recipes.put("graph.reachable", arguments(dice -> List.of(graph(dice), starts(dice))));
    recipes.put("graph.reachable_paths", arguments(dice -> List.of(graph(dice), starts(dice))));
    return recipes;
  }

  static String value(Dice dice, int depth) {
    return switch (dice.below(depth > 0 ? 8 : 4)) {
      case 0 -> NumberCalls.any(dice);
      case 1 -> Rego.text(TextCalls.words(dice));
      case 2 -> dice.of("1", "2", "\"a\"", "\"b\"", "[]", "{}", "set()", "\"\"");
      case 3 -> dice.of("true", "false", "null");
      case 4 -> array(dice, depth);
      case 5 -> Rego.set(Rego.several(dice, 3, () -> value(dice, depth - 1)));
      default -> object(dice, depth);
    };
  }

  private static String array(Dice dice, int depth) {
    return Rego.array(Rego.several(dice, 4, () -> value(dice, depth - 1)));
  }

  private static String set(Dice dice) {
    return Rego.set(Rego.several(dice, 4, () -> dice.of("1", "2", "3", "\"a\"", "[1]", "1.0",
        "null", "{1}", value(dice, 1))));
  }

  /** An object whose keys are often the same as those of another one. */
  static String object(Dice dice, int depth) {
    var entries = new LinkedHashMap<String, String>();
    for (var i = dice.below(4); i > 0; i--) {
      entries.put(dice.pick(KEYS), depth > 1 && dice.percent(50)
          ? object(dice, depth - 1)
          : value(dice, depth - 1));
    }
    return "{" + String.join(", ",
        entries.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList()) + "}";
  }

  private static String keys(Dice dice) {
    var keys = Rego.several(dice, 3, () -> dice.pick(KEYS));
    return switch (dice.below(3)) {
      case 0 -> Rego.array(keys);
      case 1 -> Rego.set(keys);
      default ->
        "{" + String.join(", ", keys.stream().distinct().map(k -> k + ": 1").toList()) + "}";
    };
  }

  private static List<String> subset(Dice dice) {
    if (dice.percent(40)) {
      return List.of(object(dice, 2), object(dice, 2));
    }
    var items = Rego.several(dice, 1, 5, () -> value(dice, 1));
    var from = dice.below(items.size());
    var part = items.subList(from, dice.between(from, items.size()));
    return List.of(TextCalls.collection(dice, items), TextCalls.collection(dice, part));
  }

  private static String index(Dice dice) {
    return dice.percent(95)
        ? String.valueOf(dice.between(-2, 5))
        : dice.of("1.5", "1.0", "9223372036854775808");
  }

  private static String graph(Dice dice) {
    var entries = new ArrayList<String>();
    for (var node : List.of("a", "b", "c", "d", "e")) {
      if (dice.percent(75)) {
        var neighbours = Rego.several(dice, 3,
            () -> dice.of("\"a\"", "\"b\"", "\"c\"", "\"d\"", "\"e\"", "\"x\"", "1"));
        entries.add(node);
        entries.add(dice.percent(94)
            ? TextCalls.collection(dice, neighbours)
            : dice.of("null", "\"a\"", "{}"));
      }
    }
    return Rego.object(entries);
  }

  private static String starts(Dice dice) {
    return TextCalls.collection(dice,
        Rego.several(dice, 3, () -> dice.of("\"a\"", "\"b\"", "\"e\"", "\"x\"")));
  }
}
