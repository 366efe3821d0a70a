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
      var replacement = replacement(name, frame);
      if (replacement == null) {
        return original.eval(frame);
      }
      var values = Terms.all(args, frame);
      return values == null ? null : replacement.call(frame, values);
    }

    /** Whether the call holds where nobody asks for its value. */
    boolean holds(Frame frame) {
      var replacement = replacement(name, frame);
      if (replacement == null) {
        return Values.holds(original.eval(frame));
      }
      var values = Terms.all(args, frame);
      return values != null && replacement.holds(frame, values);
    }
  }

  /** What stands in for a function now, null for the function itself. */
  private static Scope.@Nullable Replacement replacement(String name, Frame frame) {
    return frame.context.scope.functions.get(name);
  }

  /** Calls a function of rules, or what stands in for it. */
  static @Nullable Value apply(Frame frame, String name, ValueCode function, Value[] args) {
    var replacement = replacement(name, frame);
    return replacement == null
        ? function.apply(frame.context, args)
        : replacement.call(frame, args);
  }

  /** Calls a built-in function, or what stands in for it. */
  static @Nullable Value call(Frame frame, CallSite function, Value[] args) {
    var replacement = replacement(function.builtin().name(), frame);
    return replacement == null
        ? function.call(frame.context, args)
        : replacement.call(frame, args);
  }

  /** Whether a call holds, of a function of rules or what stands in for it. */
  static boolean applyHolds(Frame frame, String name, ValueCode function, Value[] args) {
    var replacement = replacement(name, frame);
    return replacement == null
        ? Values.holds(function.apply(frame.context, args))
        : replacement.holds(frame, args);
  }

  /** Whether a call holds, of a built-in function or what stands in for it. */
  static boolean callHolds(Frame frame, CallSite function, Value[] args) {
    var replacement = replacement(function.builtin().name(), frame);
    return replacement == null
        ? Values.holds(function.call(frame.context, args))
        : replacement.holds(frame, args);
  }
}
