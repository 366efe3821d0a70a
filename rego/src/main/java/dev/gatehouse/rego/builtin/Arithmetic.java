package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.NUMBER;

import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.Numbers;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Arithmetic; {@code minus} is also the difference of sets. */
final class Arithmetic {

  private static final Type.Function BINARY = args(NUMBER, NUMBER).gives(NUMBER);
  private static final Type.Function UNARY = args(NUMBER).gives(NUMBER);
  private static final Type NUMBER_OR_SET = Type.any(NUMBER, Type.set(ANY));

  private Arithmetic() {}

  static List<Builtin> rows() {
    return List.of(
        row("plus", "The sum.", BINARY, Arithmetic::plus).infix("+"),
        row(
            "minus",
            "The difference of numbers or of sets.",
            args(NUMBER_OR_SET, NUMBER_OR_SET).gives(NUMBER_OR_SET),
            Arithmetic::minus)
            .infix("-"),
        row("mul", "The product.", BINARY, Arithmetic::multiply).infix("*"),
        row("div", "The quotient.", BINARY, Arithmetic::divide).infix("/"),
        row("rem", "The remainder of the division of integers.", BINARY, Arithmetic::remainder)
            .infix("%"),
        row("abs", "The number without its sign.", UNARY, Arithmetic::abs),
        row("ceil", "The smallest integer that is not less.", UNARY, Arithmetic::ceil),
        row("floor", "The largest integer that is not more.", UNARY, Arithmetic::floor),
        row("round", "The nearest integer, halves away from zero.", UNARY, Arithmetic::round));
  }

  private static Value plus(BuiltinContext context, Value x, Value y) {
    return compute(Operand.number(1, x), Operand.number(2, y), Numbers::add);
  }

  private static Value minus(BuiltinContext context, Value x, Value y) {
    if (x instanceof NumberValue a && y instanceof NumberValue b) {
      return compute(a, b, Numbers::subtract);
    }
    if (x instanceof SetValue a && y instanceof SetValue b) {
      return Sets.difference(context, a, b);
    }
    if (!(x instanceof NumberValue) && !(x instanceof SetValue)) {
      throw Operand.wrongOf(1, x, List.of("number", "set"));
    }
    return Operand.wrong(2, y, y instanceof NumberValue ? "set" : "number");
  }

  private static Value multiply(BuiltinContext context, Value x, Value y) {
    return compute(Operand.number(1, x), Operand.number(2, y), Numbers::multiply);
  }

  private static Value divide(BuiltinContext context, Value x, Value y) {
    return compute(Operand.number(1, x), Operand.number(2, y), Numbers::divide);
  }

  private static Value remainder(BuiltinContext context, Value x, Value y) {
    return compute(Operand.number(1, x), Operand.number(2, y), Numbers::remainder);
  }

  private static Value abs(BuiltinContext context, Value x) {
    return compute(x, Numbers::abs);
  }

  private static Value ceil(BuiltinContext context, Value x) {
    return compute(x,
        number -> isNegativeFraction(number) ? IntegerValue.of(1) : Numbers.ceil(number));
  }

  private static Value floor(BuiltinContext context, Value x) {
    return compute(x,
        number -> isNegativeFraction(number) ? IntegerValue.of(0) : Numbers.floor(number));
  }

  /** OPA rounds numbers between -1 and 0 as if they were between 0 and 1. */
  private static boolean isNegativeFraction(NumberValue number) {
    return !(number instanceof IntegerValue)
        && number.toBigDecimal().signum() < 0
        && Numbers.ceil(number).toBigDecimal().signum() == 0;
  }

  private static Value round(BuiltinContext context, Value x) {
    return compute(x, Numbers::round);
  }

  private static Value compute(
      NumberValue x, NumberValue y, BinaryOperator<NumberValue> operation) {
    try {
      return operation.apply(x, y);
    } catch (ArithmeticException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  private static Value compute(Value x, UnaryOperator<NumberValue> operation) {
    try {
      return operation.apply(Operand.number(1, x));
    } catch (ArithmeticException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  /** The number without its fraction: exact for integers in plain text, otherwise of 64 bits. */
  static BigInteger truncated(NumberValue number) {
    var text = number.text();
    if (text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
      return number.toBigDecimal().toBigInteger();
    }
    var whole = number.toBigDecimal().signum() < 0 ? Numbers.ceil(number) : Numbers.floor(number);
    return whole.toBigDecimal().toBigInteger();
  }
}
