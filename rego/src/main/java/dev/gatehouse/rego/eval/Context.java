package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Limits;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.builtin.BuiltinContext;
import dev.gatehouse.rego.builtin.Memory;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of one evaluation; used by one thread. It serves another evaluation after it has been
 * ended, which makes it forget everything.
 */
final class Context implements BuiltinContext {

  /** Steps between two looks at the clock. */
  static final int CHUNK = 1024;

  /** Values that a function builds in the time of a step. */
  private static final int STEP_SIZE = 8;

  /** Nested steps that fit a thread's stack of 512 KB even before they are compiled. */
  private static final int MOST_NESTED_STEPS = 1800;

  boolean strictErrors;
  Consumer<String> print;
  Consumer<EvaluationException> errors;
  Scope scope;

  /** Steps until the limits are looked at again. */
  int fuel;

  /** Values that may still be built. */
  long allowance;

  /** Where the last function was called. */
  Location place = Location.NONE;

  private final @Nullable Frame[] frames;
  private final Frame[] used;
  private int usedCount;
  private Limits limits = Limits.DEFAULT;
  private long deadline;
  private BooleanSupplier cancelled;
  private long stepsLeft;
  private int depth;
  private int nestedSteps;
  private int witnessed;
  private final Memory memory = new Memory();

  Context(Sizes sizes) {
    this.frames = new Frame[sizes.clauses()];
    this.used = new Frame[sizes.clauses()];
    this.scope = new Scope(sizes);
    this.print = line -> {};
    this.errors = error -> {};
    this.cancelled = () -> false;
  }

  void begin(Input input) {
    limits = input.limits();
    strictErrors = input.strictErrors();
    print = input.print();
    errors = input.errors();
    cancelled = input.cancelled();
    stepsLeft = limits.steps();
    fuel = 0;
    depth = 0;
    nestedSteps = 0;
    allowance = limits.resultSize();
    deadline = System.nanoTime() + limits.time().toNanos();
    scope.begin(input.input(), input.data());
  }

  /** Forgets the evaluation. */
  void end() {
    for (var i = 0; i < usedCount; i++) {
      used[i].forget();
    }
    usedCount = 0;
    scope.end();
    memory.forget();
    place = Location.NONE;
    print = line -> {};
    errors = error -> {};
    cancelled = () -> false;
  }

  /** A frame for a run of the clause: the one that is kept for it, if that is free. */
  Frame frame(ClauseCode clause) {
    if (clause.id == ClauseCode.NO_ID) {
      return new Frame(this, clause);
    }
    var kept = frames[clause.id];
    if (kept == null) {
      kept = new Frame(this, clause);
      frames[clause.id] = kept;
    }
    if (!kept.acquire()) {
      return new Frame(this, clause);
    }
    if (!kept.isListed) {
      kept.isListed = true;
      used[usedCount++] = kept;
    }
    return kept;
  }

  /** Called when the fuel is used up: checks steps, time and whether anybody still waits. */
  void refuel(Location location) {
    if (stepsLeft <= 0) {
      throw limit(location, "more than " + limits.steps() + " steps");
    }
    checkTime(location);
    if (cancelled.getAsBoolean()) {
      throw EvaluationException.cancelled(location);
    }
    fuel = (int) Math.min(CHUNK, stepsLeft);
    stepsLeft -= fuel;
  }

  private void checkTime(Location location) {
    if (System.nanoTime() - deadline > 0) {
      throw limit(location, "more than " + limits.time().toMillis() + " ms");
    }
  }

  @Override
  public long deadlineNanos() {
    return deadline;
  }

  @Override
  public void checkTime() {
    checkTime(place);
  }

  EvaluationException tooLarge(Location location) {
    return limit(location, "more than " + limits.resultSize() + " values were built");
  }

  EvaluationException tooDeep() {
    return limit(place, "values are nested too deep");
  }

  EvaluationException outOfMemory() {
    return limit(place, "out of memory");
  }

  private static EvaluationException limit(Location location, String what) {
    return new EvaluationException(
        EvaluationException.LIMIT, location, "evaluation was stopped: " + what);
  }

  /** Begins the evaluation of a rule whose steps call each other that deep. */
  void enter(int height, Location location) {
    place = location;
    nestedSteps += height;
    if (++depth > limits.depth() || nestedSteps > MOST_NESTED_STEPS) {
      throw limit(location, "rules and functions are nested too deep");
    }
    if (--fuel < 0) {
      refuel(location);
    }
  }

  void leave(int height) {
    depth--;
    nestedSteps -= height;
  }

  @Override
  public long nowNanos() {
    witnessed();
    return memory.nowNanos();
  }

  @Override
  public <T> T remember(Object key, Supplier<T> make) {
    witnessed();
    return memory.remember(key, make);
  }

  @Override
  public Map<String, String> environment() {
    witnessed();
    return Map.of();
  }

  /** Notes that something happened that the evaluation shows, or that depends on it. */
  void witnessed() {
    witnessed++;
  }

  /** How often something of that kind happened. */
  int witnesses() {
    return witnessed;
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
    spend(1 + size / STEP_SIZE);
  }

  /** The base document at a path below {@code data}. */
  @Nullable
  Value base(List<Value> path) {
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
