package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.util.List;

/** Comparison in Rego's order of values of any type. */
final class Comparison {

  private static final Type.Function TYPE = args(ANY, ANY).gives(BOOLEAN);

  private Comparison() {}

  static List<Builtin> rows() {
    return List.of(
        row("equal", "Whether x and y are equal.", TYPE, Comparison::equal).infix("=="),
        row("neq", "Whether x and y differ.", TYPE, Comparison::notEqual).infix("!="),
        row("lt", "Whether x comes before y.", TYPE, Comparison::less).infix("<"),
        row("lte", "Whether x is y or comes before it.", TYPE, Comparison::notGreater).infix("<="),
        row("gt", "Whether x comes after y.", TYPE, Comparison::greater).infix(">"),
        row("gte", "Whether x is y or comes after it.", TYPE, Comparison::notLess).infix(">="));
  }

  private static Value equal(BuiltinContext context, Value x, Value y) {
    return BooleanValue.of(x.equals(y));
  }

  private static Value notEqual(BuiltinContext context, Value x, Value y) {
    return BooleanValue.of(!x.equals(y));
  }

  private static Value less(BuiltinContext context, Value x, Value y) {
    return BooleanValue.of(x.compareTo(y) < 0);
  }

  private static Value notGreater(BuiltinContext context, Value x, Value y) {
    return BooleanValue.of(x.compareTo(y) <= 0);
  }

  private static Value greater(BuiltinContext context, Value x, Value y) {
    return BooleanValue.of(x.compareTo(y) > 0);
  }

  private static Value notLess(BuiltinContext context, Value x, Value y) {
    return BooleanValue.of(x.compareTo(y) >= 0);
  }
}
