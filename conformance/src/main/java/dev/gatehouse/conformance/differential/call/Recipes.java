package dev.gatehouse.conformance.differential.call;

import dev.gatehouse.conformance.differential.program.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The recipes of every family, by the name of the function. */
final class Recipes {

  private static final Map<String, Recipe> ALL = all();

  private Recipes() {}

  private static Map<String, Recipe> all() {
    var all = new TreeMap<String, Recipe>();
    for (var table : List.of(TextCalls.RECIPES, PatternCalls.RECIPES, TimeCalls.RECIPES,
        NumberCalls.RECIPES, EncodingCalls.RECIPES, NetworkCalls.RECIPES, DocumentCalls.RECIPES,
        ObjectCalls.RECIPES, SchemaCalls.RECIPES, TokenCalls.RECIPES, CertificateCalls.RECIPES,
        GraphqlCalls.RECIPES, TemplateCalls.RECIPES)) {
      all.putAll(table);
    }
    return Map.copyOf(all);
  }

  static @Nullable Recipe find(String name) {
    return ALL.get(name);
  }

  /** A text with a few characters changed, left out or doubled. */
  static String mutated(Dice dice, String text) {
    var changed = new StringBuilder(text);
    for (var i = dice.between(1, 2); i > 0 && !changed.isEmpty(); i--) {
      var at = dice.below(changed.length());
      switch (dice.below(5)) {
        case 0 -> changed.deleteCharAt(at);
        case 1 -> changed.insert(at, changed.charAt(at));
        case 2 -> changed.insert(at, dice.pick(NOISE));
        case 3 -> changed.setCharAt(at, dice.pick(NOISE).charAt(0));
        default -> changed.setLength(at);
      }
    }
    return changed.toString();
  }

  /** Mostly the text as it is. */
  static String maybeMutated(Dice dice, int chance, String text) {
    return dice.percent(chance) ? mutated(dice, text) : text;
  }

  private static final List<String> NOISE = noise();

  private static List<String> noise() {
    var noise = new ArrayList<String>();
    " \t\n.,:;-_+*/\\'\"(){}[]<>=!?@#$%^&|~0123456789aAbBzZ\u00e9\u0000".chars()
        .forEach(c -> noise.add(String.valueOf((char) c)));
    return noise;
  }
}
