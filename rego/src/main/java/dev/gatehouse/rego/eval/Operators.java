package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import org.jspecify.annotations.Nullable;

/** Operators that are common enough for code of their own; anything unusual goes to the function. */
final class Operators {

  private Operators() {}

  /** An order of two values that a comparison asks for. */
  enum Relation {
    EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST;

    static @Nullable Relation of(String name) {
      return switch (name) {
        case "equal" -> EQUAL;
        case "neq" -> NOT_EQUAL;
        case "lt" -> LESS;
        case "lte" -> AT_MOST;
        case "gt" -> GREATER;
        case "gte" -> AT_LEAST;
        default -> null;
      };
    }

    boolean holds(Value a, Value b) {
      return switch (this) {
        case EQUAL -> a == b || a.equals(b);
        case NOT_EQUAL -> a != b && !a.equals(b);
        case LESS -> compare(a, b) < 0;
        case AT_MOST -> compare(a, b) <= 0;
        case GREATER -> compare(a, b) > 0;
        case AT_LEAST -> compare(a, b) >= 0;
      };
    }

    private static int compare(Value a, Value b) {
      return a instanceof IntegerValue x && b instanceof IntegerValue y
          ? Long.compare(x.value(), y.value())
          : a.compareTo(b);
    }
  }

  /** A comparison as a statement. */
  static final class Compare extends Test {
    private final Relation relation;
    private final Expression left;
    private final Expression right;

    Compare(Relation relation, Expression left, Expression right) {
      this.relation = relation;
      this.left = left;
      this.right = right;
    }

    @Override
    boolean test(Frame frame) {
      var a = left.eval(frame);
      if (a == null) {
        return false;
      }
      var b = right.eval(frame);
      return b != null && relation.holds(a, b);
    }
  }

  /** A comparison whose result is used. */
  static final class Comparison extends Expression {
    private final Relation relation;
    private final Expression left;
    private final Expression right;

    Comparison(Relation relation, Expression left, Expression right) {
      this.relation = relation;
      this.left = left;
      this.right = right;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var a = left.eval(frame);
      var b = a == null ? null : right.eval(frame);
      return a == null || b == null ? null : BooleanValue.of(relation.holds(a, b));
    }
  }

  /** Sum, difference or product of two numbers that are small integers; otherwise the function's. */
  record Arithmetic(char operator, CallSite function) {

    /** The arithmetic that a function does, null if it does none. */
    static @Nullable Arithmetic of(String name, CallSite function) {
      return switch (name) {
        case "plus" -> new Arithmetic('+', function);
        case "minus" -> new Arithmetic('-', function);
        case "mul" -> new Arithmetic('*', function);
        default -> null;
      };
    }

    @Nullable
    Value apply(Context context, Value a, Value b) {
      if (a instanceof IntegerValue x && b instanceof IntegerValue y) {
        var result = exact(x.value(), y.value());
        if (result != null) {
          return result;
        }
      }
      return function.call(context, new Value[]{a, b});
    }

    /** The result, or null where 64 bits do not hold it. */
    private @Nullable Value exact(long a, long b) {
      return switch (operator) {
        case '+' -> sum(a, b);
        case '-' -> difference(a, b);
        default -> product(a, b);
      };
    }

    private static @Nullable Value sum(long a, long b) {
      var sum = a + b;
      return ((a ^ sum) & (b ^ sum)) < 0 ? null : IntegerValue.of(sum);
    }

    private static @Nullable Value difference(long a, long b) {
      var difference = a - b;
      return ((a ^ b) & (a ^ difference)) < 0 ? null : IntegerValue.of(difference);
    }

    private static @Nullable Value product(long a, long b) {
      var high = Math.multiplyHigh(a, b);
      var low = a * b;
      return high == 0 && low >= 0 || high == -1 && low < 0 ? IntegerValue.of(low) : null;
    }
  }

  /** Arithmetic as an expression. */
  static final class Calculation extends Expression {
    private final Arithmetic arithmetic;
    private final Expression left;
    private final Expression right;

    Calculation(Arithmetic arithmetic, Expression left, Expression right) {
      this.arithmetic = arithmetic;
      this.left = left;
      this.right = right;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var a = left.eval(frame);
      var b = a == null ? null : right.eval(frame);
      return a == null || b == null ? null : arithmetic.apply(frame.context, a, b);
    }
  }

  /** The size of a collection; of text, the function's. */
  record Counting(CallSite function) {

    @Nullable
    Value of(Context context, Value value) {
      return switch (value) {
        case ArrayValue array -> IntegerValue.of(array.size());
        case SetValue set -> IntegerValue.of(set.size());
        case ObjectValue object -> IntegerValue.of(object.size());
        case Value other -> function.call(context, new Value[]{other});
      };
    }
  }

  /** A size as an expression. */
  static final class Count extends Expression {
    private final Counting counting;
    private final Expression of;

    Count(Counting counting, Expression of) {
      this.counting = counting;
      this.of = of;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var value = of.eval(frame);
      return value == null ? null : counting.of(frame.context, value);
    }
  }
}
