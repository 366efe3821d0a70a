package dev.gatehouse.conformance.differential.call;

import dev.gatehouse.conformance.differential.program.Dice;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.types.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes up calls of built-in functions, as text: mostly by the recipe of the function, else with
 * arguments of the declared types, at the edges often.
 */
public final class CallGenerator {

  private static final int DEPTH = 3;

  /** How many of a hundred calls follow the recipe. */
  private static final int BY_RECIPE = 88;

  private static final List<String> NUMBERS = List.of("0", "1", "-1", "2", "3", "5", "7", "10",
      "16", "64", "100", "-7", "255", "1.5", "-2.5", "0.5", "0.1", "1e3", "1.0", "-1.0", "1e-7",
      "1e21", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
      "123456789012345678901234567890", "1e100", "4294967296", "1700000000000000000", "-0");

  /** For functions whose work grows with the number, and whose dates wrap around in the peer. */
  private static final List<String> SMALL = List.of("0", "1", "-1", "2", "3", "7", "10", "-7",
      "100",
      "1.5", "-2.5", "1e2", "1.0", "-0", "-100");

  private final Dice dice;

  public CallGenerator(Dice dice) {
    this.dice = dice;
  }

  /** A call of the function. */
  public String call(Builtin builtin) {
    var recipe = Recipes.find(builtin.name());
    if (recipe != null && dice.percent(BY_RECIPE)) {
      return recipe.call(builtin.name(), dice);
    }
    var arguments = new ArrayList<String>();
    for (var type : builtin.type().args()) {
      arguments.add(argument(builtin.name(), dice.percent(4) ? Type.ANY : type));
    }
    return builtin.name() + "(" + String.join(", ", arguments) + ")";
  }

  private String argument(String name, Type type) {
    return value(name, type, DEPTH);
  }

  private String value(String name, Type type, int depth) {
    return switch (type) {
      case Type.Basic basic ->
        switch (basic) {
          case NULL -> "null";
          case BOOLEAN -> dice.of("true", "false");
          case NUMBER -> dice.pick(isSmall(name) ? SMALL : NUMBERS);
          case STRING -> Rego.text(CallTexts.of(name, dice));
        };
      case Type.Any any when any.of().isEmpty() -> anything(name, depth);
      case Type.Any any -> value(name, dice.pick(any.of()), depth);
      case Type.Array array -> array(name, array, depth);
      case Type.Set(var member) -> {
        yield Rego.set(several(name, member, depth));
      }
      case Type.Object object -> object(name, object, depth);
      default -> anything(name, depth);
    };
  }

  private static boolean isSmall(String name) {
    return name.startsWith("numbers.range") || name.startsWith("bits.")
        || name.equals("time.add_date");
  }

  private List<String> several(String name, Type member, int depth) {
    var values = new ArrayList<String>();
    for (var i = depth > 0 ? dice.below(4) : 0; i > 0; i--) {
      values.add(value(name, member, depth - 1));
    }
    return values;
  }

  private String array(String name, Type.Array type, int depth) {
    var items = new ArrayList<String>();
    type.items().forEach(item -> items.add(value(name, item, depth - 1)));
    var rest = type.rest();
    if (rest != null) {
      items.addAll(several(name, rest, depth));
    }
    return "[" + String.join(", ", items) + "]";
  }

  private String object(String name, Type.Object type, int depth) {
    var entries = new ArrayList<String>();
    for (var property : type.properties()) {
      if (dice.percent(90)) {
        entries.add(property.key() + ": " + value(name, property.value(), depth - 1));
      }
    }
    var key = type.key();
    var value = type.value();
    if (key != null && value != null) {
      for (var i = depth > 0 ? dice.below(4) : 0; i > 0; i--) {
        entries.add(value(name, key, 0) + ": " + value(name, value, depth - 1));
      }
    }
    return "{" + String.join(", ", entries) + "}";
  }

  private String anything(String name, int depth) {
    var types = List.of(Type.NULL, Type.BOOLEAN, Type.NUMBER, Type.STRING, Type.STRING,
        Type.array(Type.ANY), Type.object(Type.STRING, Type.ANY), Type.set(Type.ANY));
    return value(name, types.get(dice.below(depth > 0 ? types.size() : 5)), depth);
  }
}
