package dev.gatehouse.json;

import java.math.BigDecimal;

/**
 * A number: the exact mathematical value together with the text it was written in.
 *
 * <p>Equality and order are those of the mathematical value, so {@code 1}, {@code 1.0} and
 * {@code 1e0} are equal, while each keeps its text when it is printed, as in OPA.
 */
public sealed interface NumberValue extends Value permits IntegerValue, DecimalValue {

  /** The number's text, as it was written or, for computed numbers, as OPA prints it. */
  String text();

  /** The exact mathematical value. */
  BigDecimal toBigDecimal();

  /** Whether the mathematical value is an integer, whatever the text looks like. */
  boolean isIntegral();

  /** The nearest double, infinite where the value is beyond its range. */
  double toDouble();

  @Override
  default int typeRank() {
    return 2;
  }

  @Override
  default int compareTo(Value other) {
    if (!(other instanceof NumberValue that)) {
      return Integer.compare(2, other.typeRank());
    }
    return this instanceof IntegerValue a && that instanceof IntegerValue b
        ? Long.compare(a.value(), b.value())
        : toBigDecimal().compareTo(that.toBigDecimal());
  }
}
