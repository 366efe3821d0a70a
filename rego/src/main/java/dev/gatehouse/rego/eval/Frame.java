package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The state of one rule while it is evaluated: its slots, and where its results go. */
final class Frame {

  final Context context;
  final ClauseCode clause;
  final Value[] slots;

  /** The value that the rule has given so far. */
  @Nullable
  Value result;

  /** Collects the members or entries of the innermost thing that is being built. */
  @Nullable
  Object sink;

  Frame(Context context, ClauseCode clause) {
    this.context = context;
    this.clause = clause;
    this.slots = new Value[clause.slots];
  }

  /** Whether the context knows that it has to make the frame forget. */
  boolean isListed;

  private boolean inUse;

  /** Takes the frame for one run of its clause; false if a run is under way. */
  boolean acquire() {
    if (inUse) {
      return false;
    }
    inUse = true;
    return true;
  }

  /** Makes the frame ready for another run. */
  void release() {
    inUse = false;
    result = null;
    sink = null;
  }

  /** Drops every value. */
  void forget() {
    release();
    Arrays.fill(slots, null);
    isListed = false;
  }

  /** Counts one step against the limits. */
  void tick() {
    if (--context.fuel < 0) {
      context.refuel(clause.location);
      clause.warm(Context.CHUNK);
    }
  }

  /** Counts a built value against the limits. */
  void allocate(long size) {
    if ((context.allowance -= size) < 0) {
      throw context.tooLarge(clause.location);
    }
  }
}
