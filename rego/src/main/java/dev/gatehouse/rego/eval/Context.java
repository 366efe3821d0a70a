package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Limits;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.builtin.BuiltinContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state of one evaluation; used by one thread. */
final class Context implements BuiltinContext {

  /** Steps between two looks at the clock. */
  private static final int CHUNK = 1024;

  final boolean strictErrors;
  final Consumer<String> print;
  Scope scope;

  /** Steps until the limits are looked at again. */
  int fuel;

  /** Values that may still be built. */
  long allowance;

  /** Where the last function was called. */
  Location place = Location.NONE;

  private final @Nullable Frame[] frames;
  private final Limits limits;
  private final long deadline;
  private long stepsLeft;
  private int depth;
  private long now;
  private @Nullable Map<Object, Object> remembered;

  Context(Input input, Sizes sizes) {
    this.frames = new Frame[sizes.clauses()];
    this.limits = input.limits();
    this.strictErrors = input.strictErrors();
    this.print = input.print();
    this.stepsLeft = limits.steps();
    this.allowance = limits.resultSize();
    this.deadline = System.nanoTime() + limits.time().toNanos();
    this.scope = new Scope(input.input(), input.data(), sizes);
  }

  /** A frame for a run of the clause: its own of this evaluation, if it is free. */
  Frame frame(ClauseCode clause) {
    if (clause.id == ClauseCode.NO_ID) {
      return new Frame(this, clause);
    }
    var kept = frames[clause.id];
    if (kept == null) {
      kept = new Frame(this, clause);
      frames[clause.id] = kept;
    }
    return kept.acquire() ? kept : new Frame(this, clause);
  }

  /** Called when the fuel is used up: checks steps and time. */
  void refuel(Location location) {
    if (stepsLeft <= 0) {
      throw limit(location, "more than " + limits.steps() + " steps");
    }
    checkTime(location);
    fuel = (int) Math.min(CHUNK, stepsLeft);
    stepsLeft -= fuel;
  }

  private void checkTime(Location location) {
    if (System.nanoTime() - deadline > 0) {
      throw limit(location, "more than " + limits.time().toMillis() + " ms");
    }
  }

  EvaluationException tooLarge(Location location) {
    return limit(location, "more than " + limits.resultSize() + " values were built");
  }

  private static EvaluationException limit(Location location, String what) {
    return new EvaluationException(
        EvaluationException.LIMIT, location, "evaluation was stopped: " + what);
  }

  /** Begins the evaluation of a rule whose steps call each other that deep. */
  void enter(int height, Location location) {
    depth += height;
    if (depth > limits.depth()) {
      throw limit(location, "rules and functions are nested too deep");
    }
    if (--fuel < 0) {
      refuel(location);
    }
  }

  void leave(int height) {
    depth -= height;
  }

  @Override
  public long nowNanos() {
    if (now == 0) {
      var instant = Instant.now();
      now = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
    return now;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T remember(Object key, Supplier<T> make) {
    if (remembered == null) {
      remembered = new HashMap<>();
    }
    var known = remembered.get(key);
    if (known == null) {
      known = make.get();
      remembered.put(key, known);
    }
    return (T) known;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public void spend(long steps) {
    if (steps <= fuel) {
      fuel -= (int) steps;
      return;
    }
    stepsLeft -= steps - fuel;
    fuel = 0;
    refuel(place);
  }

  @Override
  public void allocate(long size) {
    if ((allowance -= size) < 0) {
      throw tooLarge(place);
    }
  }

  /** The base document at a path below {@code data}. */
  @Nullable Value base(List<Value> path) {
    Value current = scope.data;
    for (var key : path) {
      current = Values.baseGet(current, key);
      if (current == null) {
        return null;
      }
    }
    return current;
  }
}
