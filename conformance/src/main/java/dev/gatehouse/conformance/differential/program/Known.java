package dev.gatehouse.conformance.differential.program;

import java.util.ArrayList;
import java.util.List;

/**
 * Something a term can refer to.
 *
 * @param text the reference
 * @param shape what its value looks like
 * @param several whether it may have more than one value
 */
record Known(String text, Shape shape, boolean several) {

  /** This and what lies below it, as deep as asked. */
  List<Known> reachable(Dice dice, int depth) {
    var found = new ArrayList<Known>();
    collect(dice, depth, found);
    return found;
  }

  private void collect(Dice dice, int depth, List<Known> found) {
    found.add(this);
    if (depth == 0) {
      return;
    }
    switch (shape) {
      case Shape.Basic basic -> {
      }
      case Shape.Array(var item) -> {
        part("[" + dice.pick(Vocabulary.SMALL) + "]", item, false).collect(dice, depth - 1, found);
        part("[_]", item, true).collect(dice, depth - 1, found);
      }
      case Shape.Members(var member) ->
        part("[_]", member, true).collect(dice, depth - 1, found);
      case Shape.Mapping(var value) -> {
        var key = "[" + Literals.quote(dice.pick(Vocabulary.KEYS)) + "]";
        part(key, value, false).collect(dice, depth - 1, found);
        part("[_]", value, true).collect(dice, depth - 1, found);
      }
      case Shape.Fields(var fields) -> {
        for (var field : fields) {
          var step = dice.percent(85) ? "." + field.name() : "[\"" + field.name() + "\"]";
          part(step, field.shape(), false).collect(dice, depth - 1, found);
        }
      }
    }
  }

  private Known part(String step, Shape part, boolean many) {
    return new Known(text + step, part, several || many);
  }
}
