package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.BuiltinException;
import org.jspecify.annotations.Nullable;

/** Calls of built-in functions, by the number of their arguments. */
final class Calls {

  private Calls() {}

  static Expression of(Builtin builtin, Expression[] args, Location location) {
    return switch (builtin.code()) {
      case Builtin.Code0 code -> new Of0(builtin, code, location);
      case Builtin.Code1 code -> new Of1(builtin, code, args[0], location);
      case Builtin.Code2 code -> new Of2(builtin, code, args[0], args[1], location);
      case Builtin.Code3 code -> new Of3(builtin, code, args, location);
      case Builtin.CodeN code -> new OfN(builtin, code, args, location);
      case Builtin.CodeRelation code -> throw new IllegalStateException("a relation has no value");
      case Builtin.Intrinsic code -> throw new IllegalStateException(builtin.name());
    };
  }

  /** Calls a function whose arguments are evaluated already. */
  static @Nullable Value call(Builtin builtin, Value[] args, Location location, Context context) {
    context.place = location;
    try {
      return switch (builtin.code()) {
        case Builtin.Code0 code -> code.call(context);
        case Builtin.Code1 code -> code.call(context, args[0]);
        case Builtin.Code2 code -> code.call(context, args[0], args[1]);
        case Builtin.Code3 code -> code.call(context, args[0], args[1], args[2]);
        case Builtin.CodeN code -> code.call(context, args);
        case Builtin.CodeRelation code ->
          throw new IllegalStateException("a relation has no value");
        case Builtin.Intrinsic code -> throw new IllegalStateException(builtin.name());
      };
    } catch (BuiltinException e) {
      return failed(e, builtin, location, context);
    }
  }

  /** An error makes the call undefined, or halts the evaluation. */
  static @Nullable Value failed(
      BuiltinException e, Builtin builtin, Location location, Context context) {
    if (e.isConflict()) {
      throw new EvaluationException(EvaluationException.CONFLICT, location, text(e));
    }
    var code = e.isOperand() ? EvaluationException.TYPE : EvaluationException.BUILTIN;
    var error = new EvaluationException(code, location, builtin.name() + ": " + text(e));
    if (context.strictErrors) {
      throw error;
    }
    context.errors.accept(error);
    return null;
  }

  private static String text(BuiltinException e) {
    var message = e.getMessage();
    return message == null ? "failed" : message;
  }

  private static final class Of0 extends Expression {
    private final Builtin builtin;
    private final Builtin.Code0 code;
    private final Location location;

    Of0(Builtin builtin, Builtin.Code0 code, Location location) {
      this.builtin = builtin;
      this.code = code;
      this.location = location;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      frame.context.place = location;
      try {
        return code.call(frame.context);
      } catch (BuiltinException e) {
        return failed(e, builtin, location, frame.context);
      }
    }
  }

  private static final class Of1 extends Expression {
    private final Builtin builtin;
    private final Builtin.Code1 code;
    private final Expression first;
    private final Location location;

    Of1(Builtin builtin, Builtin.Code1 code, Expression first, Location location) {
      this.builtin = builtin;
      this.code = code;
      this.first = first;
      this.location = location;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var a = first.eval(frame);
      if (a == null) {
        return null;
      }
      frame.context.place = location;
      try {
        return code.call(frame.context, a);
      } catch (BuiltinException e) {
        return failed(e, builtin, location, frame.context);
      }
    }
  }

  private static final class Of2 extends Expression {
    private final Builtin builtin;
    private final Builtin.Code2 code;
    private final Expression first;
    private final Expression second;
    private final Location location;

    Of2(
        Builtin builtin,
        Builtin.Code2 code,
        Expression first,
        Expression second,
        Location location) {
      this.builtin = builtin;
      this.code = code;
      this.first = first;
      this.second = second;
      this.location = location;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var a = first.eval(frame);
      var b = a == null ? null : second.eval(frame);
      if (a == null || b == null) {
        return null;
      }
      frame.context.place = location;
      try {
        return code.call(frame.context, a, b);
      } catch (BuiltinException e) {
        return failed(e, builtin, location, frame.context);
      }
    }
  }

  private static final class Of3 extends Expression {
    private final Builtin builtin;
    private final Builtin.Code3 code;
    private final Expression[] args;
    private final Location location;

    Of3(Builtin builtin, Builtin.Code3 code, Expression[] args, Location location) {
      this.builtin = builtin;
      this.code = code;
      this.args = args;
      this.location = location;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var a = args[0].eval(frame);
      var b = a == null ? null : args[1].eval(frame);
      var c = b == null ? null : args[2].eval(frame);
      if (a == null || b == null || c == null) {
        return null;
      }
      frame.context.place = location;
      try {
        return code.call(frame.context, a, b, c);
      } catch (BuiltinException e) {
        return failed(e, builtin, location, frame.context);
      }
    }
  }

  private static final class OfN extends Expression {
    private final Builtin builtin;
    private final Builtin.CodeN code;
    private final Expression[] args;
    private final Location location;

    OfN(Builtin builtin, Builtin.CodeN code, Expression[] args, Location location) {
      this.builtin = builtin;
      this.code = code;
      this.args = args;
      this.location = location;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var values = Terms.all(args, frame);
      if (values == null) {
        return null;
      }
      frame.context.place = location;
      try {
        return code.call(frame.context, values);
      } catch (BuiltinException e) {
        return failed(e, builtin, location, frame.context);
      }
    }
  }
}
