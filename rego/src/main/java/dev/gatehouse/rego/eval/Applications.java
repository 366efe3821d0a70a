package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import org.jspecify.annotations.Nullable;

/** Calls of functions that rules define, and of functions that {@code with} may replace. */
final class Applications {

  private Applications() {}

  static final class Apply extends Expression {
    private final ValueCode function;
    private final Expression[] args;

    Apply(ValueCode function, Expression[] args) {
      this.function = function;
      this.args = args;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var values = Terms.all(args, frame);
      return values == null ? null : function.apply(frame.context, values);
    }
  }

  /** A call of a function that some expression of the policy replaces. */
  static final class Replaceable extends Expression {
    private final String name;
    private final Expression[] args;
    private final Expression original;

    Replaceable(String name, Expression[] args, Expression original) {
      this.name = name;
      this.args = args;
      this.original = original;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var scope = frame.context.scope;
      var replacement = scope.functions.get(name);
      if (replacement == null) {
        return original.eval(frame);
      }
      var values = Terms.all(args, frame);
      return values == null ? null : replacement.call(frame, values);
    }
  }
}
