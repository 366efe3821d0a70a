package dev.gatehouse.conformance.differential.call;

import static dev.gatehouse.conformance.differential.call.Recipe.arguments;

import dev.gatehouse.conformance.differential.program.Dice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls on numbers, versions and quantities. */
final class NumberCalls {

  static final Map<String, Recipe> RECIPES = recipes();

  private NumberCalls() {}

  private static Map<String, Recipe> recipes() {
    var recipes = new LinkedHashMap<String, Recipe>();
    for (var name : List.of("plus", "minus", "mul", "div", "bits.and", "bits.or", "bits.xor")) {
      recipes.put(name, arguments(dice -> name.startsWith("bits.") && dice.percent(92)
          ? List.of(whole(dice), whole(dice))
          : List.of(any(dice), any(dice))));
    }
    recipes.put("rem", arguments(dice -> List.of(
        dice.percent(85) ? whole(dice) : any(dice), dice.percent(85) ? whole(dice) : any(dice))));
    for (var name : List.of("abs", "ceil", "floor", "round", "bits.negate")) {
      recipes.put(name, arguments(dice -> List.of(any(dice))));
    }
    for (var name : List.of("bits.lsh", "bits.rsh")) {
      recipes.put(name, arguments(dice -> List.of(dice.percent(95) ? whole(dice) : any(dice),
          dice.percent(90) ? String.valueOf(dice.below(300)) : dice.of("-1", "1.5", "1.0", "0"))));
    }
    for (var name : List.of("sum", "product", "max", "min", "sort", "count")) {
      recipes.put(name, arguments(dice -> List.of(TextCalls.collection(dice,
          Rego.several(dice, 6, () -> any(dice))))));
    }
    recipes.put("numbers.range", arguments(dice -> List.of(bound(dice), bound(dice))));
    recipes.put("numbers.range_step", arguments(dice -> List.of(bound(dice), bound(dice),
        dice.percent(90) ? String.valueOf(dice.between(1, 9)) : bound(dice))));
    recipes.put("to_number", arguments(dice -> List.of(numeral(dice))));
    recipes.put("units.parse", Recipe.text(NumberCalls::quantity));
    recipes.put("units.parse_bytes", Recipe.text(NumberCalls::quantity));
    recipes.put("semver.compare", Recipe.texts(dice -> List.of(version(dice), version(dice))));
    recipes.put("semver.is_valid", Recipe.text(NumberCalls::version));
    for (var name : List.of("eq", "equal", "neq", "lt", "lte", "gt", "gte")) {
      recipes.put(name, arguments(NumberCalls::compared));
    }
    return recipes;
  }

  private static List<String> compared(Dice dice) {
    var value = dice.percent(40) ? any(dice) : ObjectCalls.value(dice, 2);
    return List.of(value, dice.percent(30)
        ? value
        : dice.percent(40) ? any(dice) : ObjectCalls.value(dice, 2));
  }

  /** Digits beyond those of machine numbers. */
  static String large(Dice dice) {
    var digits = new StringBuilder().append((char) ('1' + dice.below(9)));
    for (var i = dice.between(5, 60); i > 0; i--) {
      digits.append((char) ('0' + dice.below(10)));
    }
    return digits.toString();
  }

  static String whole(Dice dice) {
    return dice.of("", "", "-") + switch (dice.below(5)) {
      case 0 -> large(dice);
      case 1 -> dice.of("0", "1", "2", "9223372036854775807", "9223372036854775808",
          "18446744073709551615", "4294967296");
      default -> String.valueOf(dice.below(70_000));
    };
  }

  static String any(Dice dice) {
    return switch (dice.below(6)) {
      case 0, 1 -> whole(dice);
      case 2 -> dice.of("", "-") + dice.below(40) + "." + dice.below(1000);
      case 3 -> dice.of("", "-") + "0." + "0".repeat(dice.below(8)) + dice.below(100);
      case 4 -> dice.of("", "-") + dice.between(1, 99) + dice.of("", ".5", ".25") + "e"
          + dice.between(-12, 25);
      default -> dice.of("1.0", "-0", "0.5", "-0.5", "0.1", "0.2", "1e1", "2.50", "-1.0", "1e-7",
          "0.30000000000000004", "1e100", "-0.0", "1.7976931348623157e308", "5e-324");
    };
  }

  private static String bound(Dice dice) {
    return dice.percent(94)
        ? String.valueOf(dice.between(-30, 30))
        : dice.of("1.5", "1.0", "1e1", "9223372036854775806", "9223372036854775808", "-0");
  }

  private static String numeral(Dice dice) {
    if (dice.percent(10)) {
      return dice.of("true", "false", "null", "[]", any(dice));
    }
    return Rego.text(Recipes.maybeMutated(dice, 20, dice.percent(70)
        ? any(dice)
        : dice.of("+1", ".5", "5.", "0x1p-2", "1_000", "", " 1", "inf", "-Inf", "+nan", "1e400",
            "1e-400", "007", "0b1", "0o7", "0x10", "1e", "Infinity", "1e+5", "0x1P+3", "٣")));
  }

  private static String quantity(Dice dice) {
    var number = dice.percent(60)
        ? any(dice)
        : dice.of("1", "10", "0.5", "1.5", "100", "1e3", "1E-3", "2.5e6", "", ".5", "5.", "+2",
            "1e", "1.2.3", "0.001", "--1", "1500", ".");
    return number + dice.of("", "", " ") + dice.of("", "m", "M", "Mi", "mi", "MI", "k", "K", "Ki",
        "kI", "G", "Gi", "T", "Ti", "P", "pi", "E", "Ei", "e", "KB", "KiB", "mb", "Gib", "b", "B",
        "x", "\"", "MiB", "eb", "EiB", "kk", "é", "TB", "PiB", "gb");
  }

  private static String version(Dice dice) {
    var parts = new ArrayList<String>();
    for (var i = dice.percent(90) ? 3 : dice.between(1, 4); i > 0; i--) {
      parts.add(dice.percent(90)
          ? String.valueOf(dice.below(12))
          : dice.of("01", "+1", "-1", "x", "", "99999999999999999999"));
    }
    var text = dice.of("", "", "", "v") + String.join(".", parts);
    if (dice.percent(50)) {
      text += "-" + identifiers(dice);
    }
    if (dice.percent(30)) {
      text += "+" + identifiers(dice);
    }
    return Recipes.maybeMutated(dice, 8, text);
  }

  private static String identifiers(Dice dice) {
    return String.join(".", Rego.several(dice, 1, 3, () -> dice.of("alpha", "beta", "rc", "1", "2",
        "10", "01", "a-b", "A", "", "0", "99999999999999999999", "x1")));
  }
}
