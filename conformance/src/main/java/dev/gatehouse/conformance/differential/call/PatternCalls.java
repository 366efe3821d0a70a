package dev.gatehouse.conformance.differential.call;

import static dev.gatehouse.conformance.differential.call.Recipe.arguments;
import static dev.gatehouse.conformance.differential.call.Recipe.texts;

import dev.gatehouse.conformance.differential.program.Dice;
import java.util.List;
import java.util.Map;

/** Calls with regular expressions and globs. */
final class PatternCalls {

  private static final List<String> ATOMS = List.of("a", "b", "ab", ".", "é", "\\d", "\\w", "\\s",
      "\\D", "\\W", "\\S", "[a-c]", "[^a]", "[[:alpha:]]", "[[:^digit:]]", "[\\d_]", "\\pL",
      "\\p{Greek}", "\\P{Lu}", "\\x41", "\\x{e9}", "\\.", "\\Qa.b\\E", "^", "$", "\\b", "\\B",
      "\\A",
      "\\z", "\\n", "[a-]", "[]a]", "[^]]", "\\C", "\\-", "\\101", "\\07", "[\\x00-\\x{10FFFF}]",
      "(?i)k", "(?s).", "(?m)^b", "\\t", "\\v", "\\a", "[\\b]", "{", "{,2}", "\\p{Latin}", "\\pN");
  private static final List<String> REPEATS = List.of("", "", "", "*", "+", "?", "*?", "+?", "??",
      "{2}", "{1,3}", "{0,2}?", "{2,}", "**", "{1001}", "{3,1}", "{0}");
  private static final List<String> SUBJECTS = List.of("a", "b", "ab", "é", "A", "k", "K", " ", "1",
      ".", "\n", "_", "λ", "a.b", "-", "aa", "]", "ſ", "\u212a", "日");
  private static final List<String> GLOB_ATOMS = List.of("a", "b", "é", "*", "**", "?", "[abc]",
      "[!ab]", "[a-c]", "[!a-c]", "\\*", "\\a", ".", "/", "-", "[^a]", "{a,b}", "{a*,?b}", "{,a}",
      "{a,{b,c}}", "[", "]", "{", "}", ",", "!", "x", "\\\\", "[-a]", "[é-ü]", "1", ":");

  static final Map<String, Recipe> RECIPES = Map.ofEntries(
      Map.entry("regex.match", texts(PatternCalls::match)),
      Map.entry("re_match", texts(PatternCalls::match)),
      Map.entry("regex.is_valid", Recipe.text(dice -> expression(dice, 2))),
      Map.entry("regex.split", texts(PatternCalls::match)),
      Map.entry("regex.find_n", arguments(PatternCalls::find)),
      Map.entry("regex.find_all_string_submatch_n", arguments(PatternCalls::find)),
      Map.entry("regex.replace", texts(dice -> {
        var match = match(dice);
        return List.of(match.get(1), match.get(0), String.join("", Rego.several(dice, 3,
            () -> dice.of("x", "$1", "${1}", "$1x", "$$", "$", "${n}", "$n", "${", "$0", "${01}",
                "$é", "\\1", "${1", "$ 1", "$2", "${x}y"))));
      })),
      Map.entry("regex.globs_match", texts(dice -> List.of(simple(dice), simple(dice)))),
      Map.entry("regex.template_match", arguments(PatternCalls::template)),
      Map.entry("glob.match", arguments(dice -> List.of(Rego.text(glob(dice)), delimiters(dice),
          Rego.text(String.join("", Rego.several(dice, 5, () -> dice.of("a", "b", "c", "é", ".",
              "/", "x", "-", "1", ":", "*", "[", "ü", ","))))))),
      Map.entry("glob.quote_meta", Recipe.text(PatternCalls::glob)));

  private PatternCalls() {}

  static String expression(Dice dice, int depth) {
    var parts = String.join("", Rego.several(dice, 1, 3, () -> {
      var atom = depth > 0 && dice.percent(30)
          ? dice.of("(", "(?:", "(?P<n>", "(?<m>", "(?i:", "(?U)(", "(?i-s:")
              + expression(dice, depth - 1) + ")"
          : dice.pick(ATOMS);
      return atom + dice.pick(REPEATS);
    }));
    var all = dice.percent(20) ? parts + "|" + dice.pick(ATOMS) : parts;
    return Recipes.maybeMutated(dice, 8, all);
  }

  private static List<String> match(Dice dice) {
    var subject = String.join("", Rego.several(dice, 6, () -> dice.pick(SUBJECTS)));
    return List.of(expression(dice, 2), subject);
  }

  private static List<String> find(Dice dice) {
    var match = match(dice);
    return List.of(Rego.text(match.get(0)), Rego.text(match.get(1)),
        dice.of("-1", "-1", "-1", "0", "1", "2", "3", "1.5", "100"));
  }

  /** What the intersection of expressions understands: atoms that may repeat. */
  private static String simple(Dice dice) {
    return String.join("", Rego.several(dice, 1, 4, () -> dice.of("a", "b", "c", ".", "[a-c]",
        "[abc]", "\\*", "[b-d]", "[-a]", "é", "\\.", "[^a]", "[a")
        + dice.of("", "", "", "*", "+",
            "", "")));
  }

  private static List<String> template(Dice dice) {
    var delimiters = dice.of("{}", "{}", "{}", "{}", "{}", "<>", "<>", "||", "[]", "((", "é}",
        "{{");
    var template = String.join("", Rego.several(dice, 1, 4, () -> dice.percent(50)
        ? delimiters.charAt(0) + (dice.percent(70)
            ? dice.of(".*", "[a-z]+", "a|b", "\\d", "a?")
            : expression(dice, 0)) + delimiters.charAt(1)
        : dice.of("a", "b", ".", "urn:", "/", delimiters.substring(0, 1))));
    return List.of(Rego.text(template),
        Rego.text(String.join("", Rego.several(dice, 5, () -> dice.of("a", "b", ".", "urn:", "/",
            "1", "é")))),
        Rego.text(dice.percent(96) ? delimiters.substring(0, 1) : dice.of("", "{{")),
        Rego.text(dice.percent(96) ? delimiters.substring(1) : dice.of("", "}}")));
  }

  private static String glob(Dice dice) {
    return String.join("", Rego.several(dice, 1, 5, () -> dice.pick(GLOB_ATOMS)));
  }

  private static String delimiters(Dice dice) {
    return dice.percent(10)
        ? "null"
        : Rego.array(Rego.several(dice, 2,
            () -> Rego.text(dice.of(".", "/", ":", ".", "", "ab", "é", "-", "a"))));
  }
}
