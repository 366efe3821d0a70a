package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.builtin.Signature.arrayOrSet;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.NUMBER;
import static dev.gatehouse.rego.types.Type.STRING;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.Numbers;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The functions that make one value of a collection. */
final class Aggregates {

  private static final List<String> SET_OR_ARRAY = List.of("set", "array");
  private static final List<String> ARRAY_OR_SET = List.of("array", "set");

  private Aggregates() {}

  static List<Builtin> rows() {
    return List.of(
        row(
            "count",
            "The number of items, members, keys or characters.",
            args(
                Type.any(
                    STRING, Type.array(ANY), Type.object(ANY, ANY), Type.set(ANY)))
                .gives(NUMBER),
            Aggregates::count),
        row("sum", "The sum of the numbers.", args(arrayOrSet(NUMBER)).gives(NUMBER),
            Aggregates::sum),
        row(
            "product",
            "The product of the numbers.",
            args(arrayOrSet(NUMBER)).gives(NUMBER),
            Aggregates::product),
        row(
            "max",
            "The last value in Rego's order; undefined for an empty collection.",
            args(arrayOrSet(ANY)).gives(ANY),
            Aggregates::max),
        row(
            "min",
            "The first value in Rego's order; undefined for an empty collection.",
            args(arrayOrSet(ANY)).gives(ANY),
            Aggregates::min),
        row(
            "sort",
            "The values in Rego's order, as an array.",
            args(arrayOrSet(ANY)).gives(Type.array(ANY)),
            Aggregates::sort),
        row("all", "Whether every value is true.", args(arrayOrSet(ANY)).gives(BOOLEAN),
            Aggregates::all)
            .flags(Builtin.Flag.DEPRECATED),
        row("any", "Whether some value is true.", args(arrayOrSet(ANY)).gives(BOOLEAN),
            Aggregates::any)
            .flags(Builtin.Flag.DEPRECATED));
  }

  private static Value count(BuiltinContext context, Value value) {
    return IntegerValue.of(
        switch (value) {
          case ArrayValue a -> a.size();
          case ObjectValue o -> o.size();
          case SetValue s -> s.size();
          case StringValue s -> s.value().codePointCount(0, s.value().length());
          default ->
            throw Operand.wrongOf(1, value, List.of("array", "object", "set", "string"));
        });
  }

  private static Value sum(BuiltinContext context, Value value) {
    return accumulate(
        context, value, numbers -> Numbers.sum(numbers, bits -> context.spend(bits / Long.SIZE)));
  }

  private static Value product(BuiltinContext context, Value value) {
    return accumulate(
        context,
        value,
        numbers -> Numbers.product(numbers, bits -> context.spend(1 + bits / Long.SIZE)));
  }

  private static Value accumulate(
      BuiltinContext context, Value value, Function<List<NumberValue>, NumberValue> operation) {
    var numbers = new ArrayList<NumberValue>();
    for (var item : items(value, SET_OR_ARRAY)) {
      if (!(item instanceof NumberValue number)) {
        throw Operand.wrongElement(1, value, item, "number");
      }
      numbers.add(number);
    }
    context.spend(numbers.size());
    try {
      return operation.apply(numbers);
    } catch (ArithmeticException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Value max(BuiltinContext context, Value value) {
    @Nullable
    Value last = null;
    for (var item : items(value, SET_OR_ARRAY)) {
      if (last == null || last.compareTo(item) <= 0) {
        last = item;
      }
    }
    return last;
  }

  private static @Nullable Value min(BuiltinContext context, Value value) {
    @Nullable
    Value first = null;
    for (var item : items(value, SET_OR_ARRAY)) {
      if (first == null || first.compareTo(item) >= 0) {
        first = item;
      }
    }
    return first;
  }

  private static Value sort(BuiltinContext context, Value value) {
    var items = items(value, SET_OR_ARRAY);
    if (value instanceof SetValue || items.size() < 2) {
      return items;
    }
    context.allocate(items.size());
    context.spend((long) items.size() * (Long.SIZE - Long.numberOfLeadingZeros(items.size())));
    var sorted = new Value[items.size()];
    for (var i = 0; i < sorted.length; i++) {
      sorted[i] = items.get(i);
    }
    java.util.Arrays.sort(sorted);
    return ArrayValue.owning(sorted);
  }

  private static Value all(BuiltinContext context, Value value) {
    for (var item : items(value, ARRAY_OR_SET)) {
      if (item != BooleanValue.TRUE) {
        return BooleanValue.FALSE;
      }
    }
    return BooleanValue.TRUE;
  }

  private static Value any(BuiltinContext context, Value value) {
    for (var item : items(value, ARRAY_OR_SET)) {
      if (item == BooleanValue.TRUE) {
        return BooleanValue.TRUE;
      }
    }
    return BooleanValue.FALSE;
  }

  private static ArrayValue items(Value value, List<String> expected) {
    return switch (value) {
      case ArrayValue array -> array;
      case SetValue set -> set.toArray();
      default -> throw Operand.wrongOf(1, value, expected);
    };
  }
}
