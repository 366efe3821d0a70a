package dev.gatehouse.conformance.differential.call;

import static dev.gatehouse.conformance.differential.call.Recipe.arguments;
import static dev.gatehouse.conformance.differential.call.Recipe.texts;

import dev.gatehouse.conformance.differential.program.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls on texts. */
final class TextCalls {

  private static final List<String> PIECES = List.of("a", "b", "ab", "A", "é", "É", "ß", "İ", "ſ",
      "K", "日", "😀", "e\u0301", " ", "\t", "\u00a0", "\u2003", "\n", ",", ".", "/", "-", "0", "9",
      "x", "ς", "Σ", "ǆ", "\u0000", "\ufffd", "\"", "%", "aa", "abab");
  private static final String FLAGS = "+-# 0";
  private static final String VERBS = "vvvvsssdddqqTtbcoOxXUeEfFgGwpz!é%";

  static final Map<String, Recipe> RECIPES = Map.ofEntries(
      Map.entry("sprintf", arguments(TextCalls::format)),
      Map.entry("concat", arguments(dice -> List.of(Rego.text(piece(dice)),
          collection(dice, Rego.several(dice, 5, () -> Rego.text(words(dice))))))),
      Map.entry("contains", texts(TextCalls::search)),
      Map.entry("startswith", texts(TextCalls::search)),
      Map.entry("endswith", texts(TextCalls::search)),
      Map.entry("indexof", texts(TextCalls::search)),
      Map.entry("indexof_n", texts(TextCalls::search)),
      Map.entry("split", texts(TextCalls::search)),
      Map.entry("strings.count", texts(TextCalls::search)),
      Map.entry("trim", texts(TextCalls::search)),
      Map.entry("trim_left", texts(TextCalls::search)),
      Map.entry("trim_right", texts(TextCalls::search)),
      Map.entry("trim_prefix", texts(TextCalls::search)),
      Map.entry("trim_suffix", texts(TextCalls::search)),
      Map.entry("trim_space", Recipe.text(TextCalls::words)),
      Map.entry("lower", Recipe.text(TextCalls::words)),
      Map.entry("upper", Recipe.text(TextCalls::words)),
      Map.entry("strings.reverse", Recipe.text(TextCalls::words)),
      Map.entry("strings.any_prefix_match", arguments(TextCalls::anyMatch)),
      Map.entry("strings.any_suffix_match", arguments(TextCalls::anyMatch)),
      Map.entry("replace", texts(dice -> {
        var search = search(dice);
        return List.of(search.get(0), search.get(1), dice.percent(80) ? piece(dice) : "");
      })),
      Map.entry("strings.replace_n", arguments(TextCalls::replaceMany)),
      Map.entry("strings.split_n", arguments(dice -> {
        var search = search(dice);
        return List.of(Rego.text(search.get(0)), Rego.text(search.get(1)), small(dice));
      })),
      Map.entry("substring", arguments(
          dice -> List.of(Rego.text(words(dice)), small(dice), small(dice)))),
      Map.entry("format_int", arguments(dice -> List.of(number(dice),
          dice.percent(95) ? dice.of("2", "8", "10", "16") : small(dice)))));

  private TextCalls() {}

  static String piece(Dice dice) {
    return dice.pick(PIECES);
  }

  static String words(Dice dice) {
    return String.join("", Rego.several(dice, 8, () -> piece(dice)));
  }

  private static String small(Dice dice) {
    return String.valueOf(dice.between(-2, 9)) + (dice.percent(4) ? dice.of(".5", ".0", "e0") : "");
  }

  private static String number(Dice dice) {
    return dice.of("", "-") + (dice.percent(50)
        ? String.valueOf(dice.below(5000))
        : NumberCalls.large(dice)) + dice.of("", "", "", ".5", ".0", ".999", "e2");
  }

  /** A text and what is often a part of it. */
  private static List<String> search(Dice dice) {
    var text = words(dice);
    var codePoints = text.codePoints().toArray();
    if (codePoints.length == 0 || dice.percent(20)) {
      return List.of(text, dice.percent(20) ? "" : piece(dice));
    }
    var from = dice.percent(30) ? 0 : dice.below(codePoints.length);
    var to = dice.percent(30)
        ? codePoints.length
        : Math.min(codePoints.length, from + dice.between(1, 2));
    return List.of(text, new String(codePoints, from, Math.max(0, to - from)));
  }

  static String collection(Dice dice, List<String> items) {
    return dice.percent(70) ? Rego.array(items) : Rego.set(items);
  }

  private static List<String> anyMatch(Dice dice) {
    var search = search(dice);
    var parts = Rego.several(dice, 3, () -> Rego.text(piece(dice)));
    parts.add(Rego.text(search.get(1)));
    return List.of(
        dice.percent(60)
            ? Rego.text(search.get(0))
            : collection(dice, List.of(Rego.text(search.get(0)), Rego.text(words(dice)))),
        dice.percent(60) ? collection(dice, parts) : parts.getLast());
  }

  private static List<String> replaceMany(Dice dice) {
    var search = search(dice);
    var entries = new ArrayList<>(List.of(search.get(1), Rego.text(piece(dice))));
    for (var i = dice.below(3); i > 0; i--) {
      entries.add(piece(dice));
      entries.add(dice.percent(95) ? Rego.text(words(dice)) : "1");
    }
    return List.of(Rego.object(entries), Rego.text(search.get(0)));
  }

  private static List<String> format(Dice dice) {
    var format = new StringBuilder();
    var arguments = new ArrayList<String>();
    for (var i = dice.between(1, 3); i > 0; i--) {
      format.append(dice.of("", "x", "é ", "%%", "|", "\n")).append('%');
      for (var j = dice.below(3); j > 0; j--) {
        format.append(FLAGS.charAt(dice.below(FLAGS.length())));
      }
      format.append(dice.of("", "", "", "", "5", "12", "08", "*", "[1]", "[2]*", "[9]", "[x]"));
      format.append(dice.of("", "", "", "", ".", ".2", ".0", ".10", ".*", ".[1]*", ".-1"));
      format.append(dice.of("", "", "", "", "", "", "[1]", "[2]", "[", "[]"));
      format.append(VERBS.charAt(dice.below(VERBS.length())));
      arguments.add(value(dice));
    }
    if (dice.percent(10)) {
      arguments.add(value(dice));
    } else if (dice.percent(10)) {
      arguments.removeLast();
    }
    return List.of(Rego.text(format + dice.of("", "", "", "", "%")), Rego.array(arguments));
  }

  private static String value(Dice dice) {
    return switch (dice.below(8)) {
      case 0, 1 -> Rego.text(words(dice));
      case 2, 3 -> number(dice);
      case 4 -> String.valueOf(dice.between(-20, 300));
      case 5 -> dice.of("true", "false", "null", "0.1", "1e100", "-0.0", "1e-7", "2.50", "-1e21");
      default -> ObjectCalls.value(dice, 2);
    };
  }
}
