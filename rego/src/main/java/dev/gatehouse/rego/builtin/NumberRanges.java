package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.NUMBER;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.array;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The functions that make numbers: ranges and random ones. */
final class NumberRanges {

  private NumberRanges() {}

  static List<Builtin> rows() {
    return List.of(
        row(
            "numbers.range",
            "The integers from a to b, both included, up or down.",
            args(NUMBER, NUMBER).gives(array(NUMBER)),
            NumberRanges::range),
        row(
            "numbers.range_step",
            "Every step-th of the integers from a to b, up or down.",
            args(NUMBER, NUMBER, NUMBER).gives(array(NUMBER)),
            NumberRanges::rangeStep),
        row(
            "rand.intn",
            "A random integer from 0 to below n, the same for the same arguments.",
            args(STRING, NUMBER).gives(NUMBER),
            NumberRanges::random)
            .flags(Builtin.Flag.NONDETERMINISTIC));
  }

  private static Value range(BuiltinContext context, Value from, Value to) {
    return list(context, Bits.integer(1, from), Bits.integer(2, to), BigInteger.ONE);
  }

  private static Value rangeStep(BuiltinContext context, Value from, Value to, Value by) {
    var first = Bits.integer(1, from);
    var last = Bits.integer(2, to);
    var step = Bits.integer(3, by);
    if (step.signum() <= 0) {
      throw BuiltinException.failure("numbers.range_step: step must be a positive integer");
    }
    return list(context, first, last, step);
  }

  private static Value list(
      BuiltinContext context, BigInteger first, BigInteger last, BigInteger step) {
    var count = last.subtract(first).abs().divide(step).add(BigInteger.ONE);
    context.allocate(count.bitLength() < Integer.SIZE ? count.longValue() : Long.MAX_VALUE / 2);
    var items = new Value[count.intValueExact()];
    var move = first.compareTo(last) <= 0 ? step : step.negate();
    var next = first;
    for (var i = 0; i < items.length; i++) {
      items[i] = DecimalValue.of(next);
      next = next.add(move);
    }
    return ArrayValue.owning(items);
  }

  private static Value random(BuiltinContext context, Value name, Value bound) {
    var key = new RandomKey(Operand.string(1, name), Math.abs(Operand.integer(2, bound)));
    return key.bound == 0
        ? IntegerValue.of(0)
        : context.remember(
            key,
            () -> IntegerValue.of(ThreadLocalRandom.current().nextLong(Math.max(key.bound, 1))));
  }

  /** What a random number is remembered by. */
  private record RandomKey(String name, long bound) {}
}
