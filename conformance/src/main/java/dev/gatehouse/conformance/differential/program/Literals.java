package dev.gatehouse.conformance.differential.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Makes up values of a shape, written as Rego, which is JSON where the shape has no sets. */
final class Literals {

  private final Dice dice;

  Literals(Dice dice) {
    this.dice = dice;
  }

  String of(Shape shape) {
    return switch (shape) {
      case Shape.Basic basic ->
        switch (basic) {
          case NULL -> "null";
          case BOOLEAN -> dice.of("true", "true", "false");
          case NUMBER ->
            dice.percent(60) ? dice.pick(Vocabulary.SMALL) : dice.pick(Vocabulary.NUMBERS);
          case STRING -> quote(dice.pick(Vocabulary.TEXTS));
        };
      case Shape.Array(var item) -> "[" + list(item, dice.below(5)) + "]";
      case Shape.Members(var member) -> {
        var members = list(member, dice.below(4));
        yield members.isEmpty() ? "set()" : "{" + members + "}";
      }
      case Shape.Mapping(var value) -> {
        var entries = new LinkedHashMap<String, String>();
        for (var i = dice.below(4); i > 0; i--) {
          entries.put(quote(dice.pick(Vocabulary.KEYS)), of(value));
        }
        yield object(entries);
      }
      case Shape.Fields(var fields) -> {
        var entries = new LinkedHashMap<String, String>();
        for (var field : fields) {
          if (dice.percent(92)) {
            entries.put(quote(field.name()), of(field.shape()));
          }
        }
        yield object(entries);
      }
    };
  }

  /** Some values with commas between. */
  private String list(Shape item, int count) {
    var items = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      items.add(of(item));
    }
    return String.join(", ", items);
  }

  private static String object(LinkedHashMap<String, String> entries) {
    var parts = new ArrayList<String>();
    entries.forEach((key, value) -> parts.add(key + ": " + value));
    return "{" + String.join(", ", parts) + "}";
  }

  /** A text as a JSON string. */
  static String quote(String text) {
    var quoted = new StringBuilder("\"");
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** Texts that are set apart by commas, without the outer ones. */
  static String joined(List<String> texts) {
    return String.join(", ", texts);
  }
}
