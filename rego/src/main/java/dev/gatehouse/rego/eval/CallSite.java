package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.BuiltinException;
import org.jspecify.annotations.Nullable;

/** A built-in function as it is called in one place, by the number of its arguments. */
sealed interface CallSite {

  Builtin builtin();

  Location location();

  /** The function's result for arguments, undefined where it fails and errors are not strict. */
  @Nullable
  Value call(Context context, Value[] args);

  static CallSite of(Builtin builtin, Location location) {
    return switch (builtin.code()) {
      case Builtin.Code0 code -> new Of0(builtin, code, location);
      case Builtin.Code1 code -> new Of1(builtin, code, location);
      case Builtin.Code2 code -> new Of2(builtin, code, location);
      case Builtin.Code3 code -> new Of3(builtin, code, location);
      case Builtin.CodeN code -> new OfN(builtin, code, location);
      case Builtin.CodeRelation code -> throw new IllegalStateException("a relation has no value");
      case Builtin.Intrinsic code -> throw new IllegalStateException(builtin.name());
    };
  }

  /** An error makes a call undefined, or halts the evaluation. */
  static @Nullable Value failed(
      BuiltinException e, Builtin builtin, Location location, Context context) {
    context.witnessed();
    if (e.haltingCode() != null) {
      throw halted(e, location);
    }
    var code = e.isOperand() ? EvaluationException.TYPE : EvaluationException.BUILTIN;
    var error = new EvaluationException(code, location, builtin.name() + ": " + text(e));
    if (context.strictErrors) {
      throw error;
    }
    context.errors.accept(error);
    return null;
  }

  /** The error of what cannot go on without a result. */
  static EvaluationException halted(BuiltinException e, Location location) {
    var code = e.haltingCode();
    return new EvaluationException(
        code == null ? EvaluationException.BUILTIN : code, location, text(e));
  }

  private static String text(BuiltinException e) {
    var message = e.getMessage();
    return message == null ? "failed" : message;
  }

  record Of0(Builtin builtin, Builtin.Code0 code, Location location) implements CallSite {
    @Override
    public @Nullable Value call(Context context, Value[] args) {
      return call(context);
    }

    @Nullable
    Value call(Context context) {
      context.place = location;
      try {
        return code.call(context);
      } catch (BuiltinException e) {
        return failed(e, builtin, location, context);
      }
    }
  }

  record Of1(Builtin builtin, Builtin.Code1 code, Location location) implements CallSite {
    @Override
    public @Nullable Value call(Context context, Value[] args) {
      return call(context, args[0]);
    }

    @Nullable
    Value call(Context context, Value a) {
      context.place = location;
      context.take(a);
      try {
        return code.call(context, a);
      } catch (BuiltinException e) {
        return failed(e, builtin, location, context);
      }
    }
  }

  record Of2(Builtin builtin, Builtin.Code2 code, Location location) implements CallSite {
    @Override
    public @Nullable Value call(Context context, Value[] args) {
      return call(context, args[0], args[1]);
    }

    @Nullable
    Value call(Context context, Value a, Value b) {
      context.place = location;
      context.take(a);
      context.take(b);
      try {
        return code.call(context, a, b);
      } catch (BuiltinException e) {
        return failed(e, builtin, location, context);
      }
    }
  }

  record Of3(Builtin builtin, Builtin.Code3 code, Location location) implements CallSite {
    @Override
    public @Nullable Value call(Context context, Value[] args) {
      return call(context, args[0], args[1], args[2]);
    }

    @Nullable
    Value call(Context context, Value a, Value b, Value c) {
      context.place = location;
      context.take(a);
      context.take(b);
      context.take(c);
      try {
        return code.call(context, a, b, c);
      } catch (BuiltinException e) {
        return failed(e, builtin, location, context);
      }
    }
  }

  record OfN(Builtin builtin, Builtin.CodeN code, Location location) implements CallSite {
    @Override
    public @Nullable Value call(Context context, Value[] args) {
      context.place = location;
      for (var arg : args) {
        context.take(arg);
      }
      try {
        return code.call(context, args);
      } catch (BuiltinException e) {
        return failed(e, builtin, location, context);
      }
    }
  }
}
