package dev.gatehouse.conformance.differential.call;

import dev.gatehouse.conformance.differential.program.Dice;
import java.util.List;
import java.util.function.Function;

/** How to draw a call of a function that may well give a value. */
@FunctionalInterface
interface Recipe {

  /** The call, as Rego's text. */
  String call(String name, Dice dice);

  /** A plain call with arguments, each as Rego's text. */
  static Recipe arguments(Function<Dice, List<String>> arguments) {
    return (name, dice) -> name + "(" + String.join(", ", arguments.apply(dice)) + ")";
  }

  /** A plain call with texts. */
  static Recipe texts(Function<Dice, List<String>> texts) {
    return arguments(dice -> texts.apply(dice).stream().map(Rego::text).toList());
  }

  /** A plain call with one text. */
  static Recipe text(Function<Dice, String> text) {
    return texts(dice -> List.of(text.apply(dice)));
  }
}
