package dev.gatehouse.rego.builtin.schema;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.rego.builtin.schema.Rule.Keyword;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads the bounds on numbers, which differ from draft to draft. */
record Bounds(Draft draft, Keywords keywords, Node node) {

  void add() {
    var divisor = keywords.value("multipleOf");
    if (divisor != null) {
      if (!(divisor instanceof NumberValue number)) {
        throw Messages.wrongType("Number", "multipleOf");
      }
      if (number.toBigDecimal().signum() <= 0) {
        throw new IllegalArgumentException("multipleOf must be strictly greater than 0");
      }
      node.rule(Keyword.MULTIPLE_OF, Scalars.multipleOf(number.toBigDecimal()));
    }
    var least = keywords.number("minimum");
    var above = exclusive("exclusiveMinimum", "minimum", least);
    if (least != null && !isTurned("exclusiveMinimum")) {
      node.rule(Keyword.MINIMUM, Scalars.minimum(least));
    }
    if (above != null) {
      node.rule(Keyword.EXCLUSIVE_MINIMUM, Scalars.above(above));
    }
    var most = keywords.number("maximum");
    var below = exclusive("exclusiveMaximum", "maximum", most);
    if (most != null && !isTurned("exclusiveMaximum")) {
      node.rule(Keyword.MAXIMUM, Scalars.maximum(most));
    }
    if (below != null) {
      node.rule(Keyword.EXCLUSIVE_MAXIMUM, Scalars.below(below));
    }
  }

  /** Whether a flag makes the plain bound an exclusive one, as in draft 4. */
  private boolean isTurned(String keyword) {
    return keywords.value(keyword) instanceof BooleanValue flag && flag.value();
  }

  private @Nullable BigDecimal exclusive(
      String keyword, String plain, @Nullable BigDecimal bound) {
    var value = keywords.value(keyword);
    if (value == null) {
      return null;
    }
    if (value instanceof BooleanValue && (draft == Draft.FOUR || draft == Draft.HYBRID)) {
      if (bound == null) {
        throw new IllegalArgumentException(keyword + " cannot be used without " + plain);
      }
      return isTurned(keyword) ? bound : null;
    }
    if (value instanceof NumberValue number && draft != Draft.FOUR) {
      return number.toBigDecimal();
    }
    throw Messages.wrongType(
        switch (draft) {
          case FOUR -> "boolean";
          case HYBRID -> "boolean/number";
          case SIX, SEVEN -> "number";
        },
        keyword);
  }

  /** @throws IllegalArgumentException if both are there and the lower bound is above the upper one */
  static void ordered(String lower, @Nullable Long least, String upper, @Nullable Long most) {
    if (least != null && most != null && least > most) {
      throw new IllegalArgumentException(lower + " cannot be greater than " + upper);
    }
  }
}
