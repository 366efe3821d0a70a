package dev.gatehouse.conformance.differential.call;

import static dev.gatehouse.conformance.differential.call.Recipe.arguments;

import dev.gatehouse.conformance.differential.program.Dice;
import dev.gatehouse.conformance.differential.program.ProgramGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls on JSON and YAML, and on paths into them. */
final class DocumentCalls {

  private static final List<String> SCALARS = List.of("1", "-1.5", "1e3", "0x1F", "0777", "0o17",
      "0b11", "1_000", "yes", "no", "On", "true", "~", "null", "", ".inf", "-.INF", ".nan",
      "2001-01-01", "2001-12-14t21:59:43.10-05:00", "1:30", "abc", "'x'", "'it''s'", "\"a\\tb\"",
      "\"\\x41\\u00e9\"", "!!str 1", "!!int \"3\"", "!!float 1", "!!binary aGk=", "a b", "a#b",
      "a #c", "*x", "&x 1", "|\n    l1\n    l2\n", ">-\n    f1\n    f2\n", "1.0",
      "12345678901234567890",
      "é", "- x", "{", "[1, 2]", "{a: 1}", "[", "!x 1", "@a", "%a", "`a", "\"\\ud83d\\ude00\"", "=",
      "<<", "1e400", "+1", ".5", "0.", "1e", "-", "--- 1", "y", "NULL", "True", "FALSE", "0x",
      "1__0");

  static final Map<String, Recipe> RECIPES = Map.ofEntries(
      Map.entry("json.unmarshal",
          Recipe.text(dice -> Recipes.maybeMutated(dice, 20, json(dice, 3)))),
      Map.entry("json.is_valid",
          Recipe.text(dice -> Recipes.maybeMutated(dice, 30, json(dice, 3)))),
      Map.entry("json.marshal", arguments(dice -> List.of(ObjectCalls.value(dice, 3)))),
      Map.entry("json.marshal_with_options", arguments(dice -> List.of(ObjectCalls.value(dice, 3),
          options(dice)))),
      Map.entry("yaml.unmarshal", Recipe.text(DocumentCalls::yaml)),
      Map.entry("yaml.is_valid", Recipe.text(DocumentCalls::yaml)),
      Map.entry("yaml.marshal", arguments(dice -> List.of(dice.percent(40)
          ? Rego.text(yaml(dice))
          : ObjectCalls.value(dice, 3)))),
      Map.entry("json.patch", arguments(DocumentCalls::patch)),
      Map.entry("json.filter", arguments(DocumentCalls::paths)),
      Map.entry("json.remove", arguments(DocumentCalls::paths)),
      Map.entry("rego.parse_module", Recipe.texts(DocumentCalls::module)));

  private DocumentCalls() {}

  static String json(Dice dice, int depth) {
    return switch (dice.below(depth > 0 ? 8 : 5)) {
      case 0 ->
        dice.of("1", "-0", "1.50", "1e3", "0.1", "12345678901234567890", "1E400", "-1.5e-3");
      case 1 -> dice.of("true", "false", "null");
      case 2 -> Rego.text(TextCalls.words(dice)).replace("\u007f", "x");
      case 3, 4 ->
        dice.of("\"\"", "\"\\u00e9\"", "\"\\ud83d\\ude00\"", "\"\\ud800\"", "\"\\n\\/\"", "{}",
            "[]", "\"a\"");
      case 5 -> "[" + String.join(dice.of(", ", ",", " ,\n"),
          Rego.several(dice, 4, () -> json(dice, depth - 1))) + "]";
      default -> "{" + String.join(", ", Rego.several(dice, 3,
          () -> dice.of("\"a\"", "\"b\"", "\"c\"", "\"é\"", "\"\"") + dice.of(":", ": ", " : ")
              + json(dice, depth - 1)))
          + "}";
    };
  }

  private static String options(Dice dice) {
    var entries = new ArrayList<String>();
    if (dice.percent(60)) {
      entries.addAll(List.of("pretty", dice.of("true", "true", "false", "1")));
    }
    if (dice.percent(50)) {
      entries.addAll(List.of("indent", dice.of("\"  \"", "\"\\t\"", "\"\"", "\"é\"", "1")));
    }
    if (dice.percent(40)) {
      entries.addAll(List.of("prefix", dice.of("\"> \"", "\"\"", "\"x\"", "null")));
    }
    if (dice.percent(4)) {
      entries.addAll(List.of("other", "1"));
    }
    return Rego.object(entries);
  }

  private static String yaml(Dice dice) {
    var text = switch (dice.below(5)) {
      case 0 -> json(dice, 2);
      case 1 -> dice.pick(SCALARS);
      default -> block(dice, 0, 2);
    };
    return Recipes.maybeMutated(dice, 15, text);
  }

  private static String block(Dice dice, int indent, int depth) {
    var out = new StringBuilder();
    var isList = dice.percent(35);
    var start = " ".repeat(indent);
    for (var i = dice.between(1, 4); i > 0; i--) {
      out.append(start).append(isList
          ? "-"
          : dice.of("a", "b", "c", "d", "\"q\"", "'s'", "1", "true", "? x\n" + start, "&k e", "<<")
              + ":");
      if (depth > 0 && dice.percent(35)) {
        out.append('\n').append(block(dice, indent + 2, depth - 1));
      } else {
        out.append(' ').append(dice.pick(SCALARS)).append(dice.of("\n", "\n", "\n", " # c\n"));
      }
    }
    return out.toString();
  }

  /** A document with the paths of all its parts. */
  private record Document(String text, List<List<String>> paths) {}

  private static Document document(Dice dice) {
    var paths = new ArrayList<List<String>>();
    return new Document(part(dice, 3, List.of(), paths), paths);
  }

  private static String part(Dice dice, int depth, List<String> path, List<List<String>> paths) {
    paths.add(path);
    if (depth == 0 || depth < 3 && dice.percent(30)) {
      return dice.of("1", "\"x\"", "null", "true", "1.5", "\"\"");
    }
    if (dice.percent(35)) {
      var items = new ArrayList<String>();
      for (var i = dice.below(4); i > 0; i--) {
        items.add(part(dice, depth - 1, with(path, String.valueOf(items.size())), paths));
      }
      return Rego.array(items);
    }
    var entries = new LinkedHashMap<String, String>();
    for (var i = dice.below(4); i > 0; i--) {
      var key = dice.of("a", "b", "c", "d/e", "~f", "1", "");
      if (!entries.containsKey(key)) {
        entries.put(key, "");
        entries.put(key, part(dice, depth - 1, with(path, key), paths));
      }
    }
    var list = new ArrayList<String>();
    entries.forEach((key, value) -> list.addAll(List.of(key, value)));
    return Rego.object(list);
  }

  private static List<String> with(List<String> path, String part) {
    var longer = new ArrayList<>(path);
    longer.add(part);
    return longer;
  }

  private static String path(Dice dice, Document document, boolean withSlash) {
    var path = dice.percent(94)
        ? dice.pick(document.paths)
        : Rego.several(dice, 3, () -> dice.of("a", "b", "0", "x", "-"));
    if (dice.percent(12)) {
      path = with(path, dice.of("-", "0", "new", "1", "99", "01", "-1"));
    }
    if (dice.percent(15)) {
      return Rego.array(path.stream().map(Rego::text).toList());
    }
    var escaped = String.join("/",
        path.stream().map(p -> p.replace("~", "~0").replace("/", "~1")).toList());
    return Rego.text(withSlash || dice.percent(50) ? "/" + escaped : escaped);
  }

  private static List<String> patch(Dice dice) {
    var document = document(dice);
    return List.of(document.text, Rego.array(Rego.several(dice, 1, dice.of(1, 1, 2, 3), () -> {
      var operation = dice.percent(96)
          ? dice.of("add", "add", "remove", "replace", "move", "copy", "test")
          : dice.of("x", "");
      var entries = new ArrayList<>(List.of("op", Rego.text(operation)));
      if (dice.percent(98)) {
        entries.addAll(List.of("path", path(dice, document, dice.percent(90))));
      }
      if (operation.equals("move") || operation.equals("copy") || dice.percent(3)) {
        entries.addAll(List.of("from", path(dice, document, dice.percent(90))));
      }
      if (List.of("add", "replace", "test").contains(operation) && dice.percent(97)) {
        entries.addAll(List.of("value", dice.of("1", "\"x\"", "{\"n\": [1]}", "null", "[]")));
      }
      return Rego.object(entries);
    })));
  }

  private static List<String> paths(Dice dice) {
    var document = document(dice);
    return List.of(document.text, TextCalls.collection(dice,
        Rego.several(dice, 4, () -> path(dice, document, dice.percent(30)))));
  }

  private static List<String> module(Dice dice) {
    var program = new ProgramGenerator(dice.number()).program(dice.below(1000));
    var modules = program.modules().stream().filter(m -> m.version().equals("v1")).toList();
    var text = modules.isEmpty() ? "package a\n\np := 1\n" : dice.pick(modules).text();
    return List.of("m.rego", Recipes.maybeMutated(dice, 12, text));
  }
}
