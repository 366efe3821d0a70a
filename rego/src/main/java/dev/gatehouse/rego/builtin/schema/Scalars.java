package dev.gatehouse.rego.builtin.schema;

import com.google.re2j.Pattern;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The rules on numbers, strings, literals and sizes. */
final class Scalars {

  private Scalars() {}

  static Rule multipleOf(BigDecimal divisor) {
    return number("multiple_of", "Must be a multiple of " + Literals.shown(divisor),
        number -> Literals.divides(divisor, number));
  }

  static Rule maximum(BigDecimal bound) {
    return number("number_lte", "Must be less than or equal to " + Literals.shown(bound),
        order(bound, order -> order <= 0));
  }

  static Rule below(BigDecimal bound) {
    return number("number_lt", "Must be less than " + Literals.shown(bound),
        order(bound, order -> order < 0));
  }

  static Rule minimum(BigDecimal bound) {
    return number("number_gte", "Must be greater than or equal to " + Literals.shown(bound),
        order(bound, order -> order >= 0));
  }

  static Rule above(BigDecimal bound) {
    return number("number_gt", "Must be greater than " + Literals.shown(bound),
        order(bound, order -> order > 0));
  }

  private static Predicate<BigDecimal> order(BigDecimal bound, IntPredicate accepted) {
    return number -> accepted.test(number.compareTo(bound));
  }

  private static Rule number(String type, String description, Predicate<BigDecimal> accepted) {
    return (value, place, outcome) -> {
      if (!accepted.test(((NumberValue) value).toBigDecimal())) {
        outcome.fail(type, place, description);
      }
    };
  }

  /** A bound on a size: of characters, items or members. */
  static Rule size(
      ToLongFunction<Value> size, LongPredicate accepted, String type, String description) {
    return (value, place, outcome) -> {
      if (!accepted.test(size.applyAsLong(value))) {
        outcome.fail(type, place, description);
      }
    };
  }

  static Rule pattern(Pattern pattern) {
    return (value, place, outcome) -> {
      if (!outcome.finds(pattern, ((StringValue) value).value())) {
        outcome.fail("pattern", place, "Does not match pattern '" + pattern.pattern() + "'");
      }
    };
  }

  static Rule constant(String allowed) {
    return (value, place, outcome) -> {
      if (!outcome.text(value).equals(allowed)) {
        outcome.fail("const", place, place.field() + " does not match: " + allowed);
      }
    };
  }

  static Rule oneOf(List<String> allowed) {
    var known = Set.copyOf(allowed);
    var shown = String.join(", ", allowed);
    return (value, place, outcome) -> {
      if (!known.contains(outcome.text(value))) {
        outcome.fail("enum", place, place.field() + " must be one of the following: " + shown);
      }
    };
  }

  static Rule format(String name, Predicate<String> accepted) {
    return (value, place, outcome) -> {
      if (value instanceof StringValue text && !accepted.test(text.value())) {
        outcome.fail("format", place, "Does not match format '" + name + "'");
      }
    };
  }
}
