package dev.gatehouse.conformance.differential.program;

import java.util.ArrayList;
import java.util.List;

/** What a term's value looks like, as far as the generator knows. */
sealed interface Shape {

  /** A value without parts. */
  enum Basic implements Shape {
    NULL, BOOLEAN, NUMBER, STRING
  }

  /** Items of one shape, in order. */
  record Array(Shape item) implements Shape {}

  /** Members of one shape. */
  record Members(Shape member) implements Shape {}

  /** Values of one shape below keys that are strings. */
  record Mapping(Shape value) implements Shape {}

  /** Known fields. */
  record Fields(List<Field> fields) implements Shape {
    public Fields {
      fields = List.copyOf(fields);
    }
  }

  /** One known field. */
  record Field(String name, Shape shape) {}

  /** A basic shape, strings and numbers most. */
  static Shape basic(Dice dice) {
    return dice.of(Basic.NUMBER, Basic.NUMBER, Basic.STRING, Basic.STRING, Basic.STRING,
        Basic.BOOLEAN, Basic.NUMBER, dice.percent(30) ? Basic.NULL : Basic.STRING);
  }

  /** Any shape of limited depth that JSON can have. */
  static Shape json(Dice dice, int depth) {
    if (depth == 0 || dice.percent(35)) {
      return basic(dice);
    }
    return switch (dice.below(4)) {
      case 0, 1 -> new Array(json(dice, depth - 1));
      case 2 -> new Mapping(json(dice, depth - 1));
      default -> fields(dice, depth - 1);
    };
  }

  /** Any shape of limited depth. */
  static Shape any(Dice dice, int depth) {
    return depth > 0 && dice.percent(20)
        ? new Members(dice.percent(80) ? basic(dice) : any(dice, depth - 1))
        : json(dice, depth);
  }

  /** An object of two to four fields. */
  static Fields fields(Dice dice, int depth) {
    var names = new ArrayList<>(Vocabulary.FIELDS);
    var fields = new ArrayList<Field>();
    for (var i = dice.between(2, 4); i > 0; i--) {
      fields.add(new Field(names.remove(dice.below(names.size())), json(dice, depth)));
    }
    return new Fields(fields);
  }

  /** Whether values have parts to iterate over. */
  default boolean isCollection() {
    return !(this instanceof Basic);
  }
}
