package dev.gatehouse.conformance.differential.call;

import dev.gatehouse.conformance.differential.program.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Writes values as Rego's text. */
final class Rego {

  private Rego() {}

  /** A string literal. */
  static String text(String text) {
    var quoted = new StringBuilder("\"");
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == 0x7F || Character.isSurrogate(c) || c == 0xFEFF) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  static String array(List<String> items) {
    return "[" + String.join(", ", items) + "]";
  }

  static String set(List<String> members) {
    return members.isEmpty() ? "set()" : "{" + String.join(", ", members) + "}";
  }

  /** An object of keys and values in turn, keys being texts that are not quoted yet. */
  static String object(String... entries) {
    var parts = new ArrayList<String>();
    for (var i = 0; i < entries.length; i += 2) {
      parts.add(text(entries[i]) + ": " + entries[i + 1]);
    }
    return "{" + String.join(", ", parts) + "}";
  }

  static String object(List<String> entries) {
    return object(entries.toArray(String[]::new));
  }

  /** Some of what is supplied. */
  static List<String> several(Dice dice, int most, Supplier<String> one) {
    return several(dice, 0, most, one);
  }

  static List<String> several(Dice dice, int least, int most, Supplier<String> one) {
    var all = new ArrayList<String>();
    for (var i = dice.between(least, most); i > 0; i--) {
      all.add(one.get());
    }
    return all;
  }
}
