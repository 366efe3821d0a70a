package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.NUMBER;

import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.Numbers;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.math.BigInteger;
import java.util.List;

/** The functions on the bits of integers of any size, in two's complement. */
final class Bits {

  private static final Type.Function BINARY = args(NUMBER, NUMBER).gives(NUMBER);

  private Bits() {}

  static List<Builtin> rows() {
    return List.of(
        row("bits.and", "The bits that both have.", BINARY, Bits::and),
        row("bits.or", "The bits that either has.", BINARY, Bits::or),
        row("bits.xor", "The bits that just one has.", BINARY, Bits::xor),
        row("bits.negate", "All bits turned.", args(NUMBER).gives(NUMBER), Bits::negate),
        row("bits.lsh", "The bits moved up by s.", BINARY, Bits::shiftLeft),
        row("bits.rsh", "The bits moved down by s.", BINARY, Bits::shiftRight));
  }

  private static Value and(BuiltinContext context, Value x, Value y) {
    return DecimalValue.of(integer(1, x).and(integer(2, y)));
  }

  private static Value or(BuiltinContext context, Value x, Value y) {
    return DecimalValue.of(integer(1, x).or(integer(2, y)));
  }

  private static Value xor(BuiltinContext context, Value x, Value y) {
    return DecimalValue.of(integer(1, x).xor(integer(2, y)));
  }

  private static Value negate(BuiltinContext context, Value x) {
    return DecimalValue.of(integer(1, x).not());
  }

  private static Value shiftLeft(BuiltinContext context, Value x, Value s) {
    var value = integer(1, x);
    var shift = shift(integer(2, s));
    if (value.signum() == 0) {
      return IntegerValue.of(0);
    }
    if (shift > Numbers.MAX_BITS) {
      throw BuiltinException.failure("integer of more than " + Numbers.MAX_BITS + " bits");
    }
    context.allocateText(value.bitLength() + shift);
    return DecimalValue.of(value.shiftLeft((int) shift));
  }

  private static Value shiftRight(BuiltinContext context, Value x, Value s) {
    var value = integer(1, x);
    var shift = shift(integer(2, s));
    return DecimalValue.of(value.shiftRight((int) Math.min(shift, Integer.MAX_VALUE)));
  }

  /** How far to shift; OPA looks at the low 64 bits. */
  private static long shift(BigInteger distance) {
    if (distance.signum() < 0) {
      throw Operand.refuse(2, "must be an unsigned integer number but got a negative integer");
    }
    var low = distance.longValue();
    return low < 0 ? Long.MAX_VALUE : low;
  }

  /** An integer of any size and form. */
  static BigInteger integer(int position, Value value) {
    return switch (value) {
      case IntegerValue n -> BigInteger.valueOf(n.value());
      case NumberValue n when n.isIntegral() -> n.toBigDecimal().toBigInteger();
      case NumberValue n ->
        throw Operand.refuse(
            position, "must be integer number but got floating-point number");
      default -> Operand.wrong(position, value, "integer");
    };
  }
}
