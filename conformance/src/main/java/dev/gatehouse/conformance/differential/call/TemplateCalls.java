package dev.gatehouse.conformance.differential.call;

import dev.gatehouse.conformance.differential.program.Dice;
import java.util.List;
import java.util.Map;

/** Calls with text templates. */
final class TemplateCalls {

  static final Map<String, Recipe> RECIPES = Map.of(
      "strings.render_template", Recipe.arguments(dice -> List.of(
          Rego.text(Recipes.maybeMutated(dice, 8, template(dice, 2))), data(dice))));

  private TemplateCalls() {}

  private static String data(Dice dice) {
    return Rego.object("name", Rego.text(dice.of("Ann", "<b>", "a b", "é", "", "\"q\"", "日本")), "n",
        NumberCalls.any(dice), "list",
        Rego.array(Rego.several(dice, 3, () -> dice.of("1", "\"x\"", "null", "[2]", "true"))), "o",
        dice.of("{}", "{\"a\": 1}", "{\"a\": {\"b\": [1]}, \"c\": \"x\"}", "{\"a\": true}",
            ObjectCalls.object(dice, 2)),
        "t", dice.of("true", "false", "null", "\"\"", "0"));
  }

  private static String template(Dice dice, int depth) {
    return String.join("", Rego.several(dice, 1, 4, () -> part(dice, depth)));
  }

  private static String part(Dice dice, int depth) {
    var open = dice.of("{{", "{{", "{{", "{{- ", "{{ ");
    var close = dice.of("}}", "}}", "}}", " -}}", " }}");
    return switch (dice.below(depth > 0 ? 9 : 4)) {
      case 0 -> dice.of("a", " ", "\n", "<b>", "é");
      case 1, 2, 3 -> open + pipeline(dice) + close;
      case 4 -> open + "if " + pipeline(dice) + close + template(dice, depth - 1)
          + dice.of("", "{{else}}x", "{{else if .t}}y") + "{{end}}";
      case 5 ->
        open + "range " + dice.of(".list", "$i, $e := .list", "$k, $v := .o", ".o", ".n", ".x")
            + close + template(dice, depth - 1) + dice.of("", "{{else}}none", "{{break}}")
            + "{{end}}";
      case 6 -> open + "with " + pipeline(dice) + close + template(dice, depth - 1) + "{{end}}";
      case 7 ->
        "{{$x := " + pipeline(dice) + "}}{{$x}}" + dice.of("", "{{$x = 1}}{{$x}}", "{{$y}}");
      default -> dice.of("{{/* c */}}", "{{define \"d\"}}D{{.}}{{end}}{{template \"d\" .n}}",
          "{{block \"b\" .}}{{.name}}{{end}}", "{{template \"missing\"}}", "{{end}}", "{{");
    };
  }

  private static String pipeline(Dice dice) {
    return switch (dice.below(4)) {
      case 0 -> operand(dice);
      case 1 -> dice.of("eq", "ne", "lt", "le", "gt", "ge", "and", "or") + " " + operand(dice) + " "
          + operand(dice);
      case 2 ->
        dice.of("len", "not", "html", "js", "urlquery", "print", "println", "printf \"%v|%q\"",
            "index .list", "slice .name", "index .o", "printf \"%5.2f\"") + " " + operand(dice);
      default -> operand(dice) + " | "
          + dice.of("len", "printf \"%v\"", "html", "urlquery", "print", "not",
              "printf \"%s\" | len");
    };
  }

  private static String operand(Dice dice) {
    return dice.of(".", ".name", ".n", ".list", ".o", ".t", ".o.a", ".missing", "1", "0", "\"s\"",
        "`r`", "'c'", "true", "nil", "(len .list)", "(index .list 0)", "1.5", "$", "$.name", "0x1F",
        ".o.a.b", "-1");
  }
}
