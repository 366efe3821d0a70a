package dev.gatehouse.rego.plan;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.BuiltinContext;
import dev.gatehouse.rego.builtin.BuiltinException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls a function before any evaluation, and notices if its result may differ from one to the next. */
final class Rehearsal implements BuiltinContext {

  /** Steps, or values built, after which a call is left to the evaluation and its limits. */
  private static final long MOST = 10_000;

  private long left = MOST;
  private boolean depends;

  /** What the function gives, null if it fails, is undefined, does much or depends on an evaluation. */
  @Nullable
  Value result(Builtin function, Value[] args) {
    try {
      var result = switch (function.code()) {
        case Builtin.Code0 code -> null;
        case Builtin.Code1 code -> code.call(this, args[0]);
        case Builtin.Code2 code -> code.call(this, args[0], args[1]);
        case Builtin.Code3 code -> code.call(this, args[0], args[1], args[2]);
        case Builtin.CodeN code -> code.call(this, args);
        case Builtin.CodeRelation code -> null;
        case Builtin.Intrinsic code -> null;
      };
      return depends || left < 0 ? null : result;
    } catch (BuiltinException e) {
      return null;
    }
  }

  @Override
  public long nowNanos() {
    depends = true;
    return 0;
  }

  @Override
  public long deadlineNanos() {
    depends = true;
    return System.nanoTime();
  }

  @Override
  public void checkTime() {
    depends = true;
  }

  @Override
  public <T> T remember(Object key, Supplier<T> make) {
    depends = true;
    return make.get();
  }

  @Override
  public Map<String, String> environment() {
    depends = true;
    return Map.of();
  }

  @Override
  public void spend(long steps) {
    left -= steps;
    if (left < 0) {
      throw BuiltinException.failure("left to the evaluation");
    }
  }

  @Override
  public void allocate(long size) {
    spend(size);
  }
}
