package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.plan.Operand;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule, or a link of an {@code else} chain, ready to run. Its steps are objects that call each
 * other until those of a class take their place, which gives the same results.
 */
final class ClauseCode {

  /**
   * The rounds of loops after which a clause becomes a class. That has the JVM's compiler work for
   * some 20 ms, with slower code until it is done, and saves about 15 ns for each round and 0.1 µs
   * for each evaluation: it is made where it pays, and late where only evaluations count.
   */
  private static final int HOT = 2_000_000;

  /** The rounds that an evaluation counts for. */
  private static final int EVALUATION = 2;

  /** The heat of a clause that is never to become a class, or was told to. */
  private static final int SETTLED = -1;

  /** Stands for a clause whose frames are not kept. */
  static final int NO_ID = -1;

  final int id;
  final Location location;
  final int slots;
  final Guard[] guards;

  /** What arguments and places in the input must equal for the clause to hold. */
  final Map<Operand, Value> conditions;

  final @Nullable ClauseCode otherwise;

  /** The value of every solution, if it is the same for all. */
  final @Nullable Value constant;

  private final Work work;
  private final Tier tier;
  private final int height;
  private Step body;
  private int heat;

  /** What is known of a clause besides its body. */
  record Head(
      Location location,
      int slots,
      Guard[] guards,
      Map<Operand, Value> conditions,
      @Nullable Value constant) {}

  /** The steps of a clause, and how deep the blocks within their expressions are. */
  record Body(Step steps, int nestedHeight) {}

  /** What a clause's steps were made of, and who makes a class of it. */
  record Origin(Work work, Tier tier) {}

  /** A constant that an argument must equal, which needs no frame to find out. */
  record Guard(int slot, Value value) {}

  ClauseCode(int id, Head head, Origin origin, Body body, @Nullable ClauseCode otherwise) {
    this.id = id;
    this.location = head.location;
    this.slots = head.slots;
    this.guards = head.guards;
    this.conditions = head.conditions;
    this.constant = head.constant;
    this.body = body.steps;
    this.height = body.steps.height + body.nestedHeight;
    this.work = origin.work;
    this.tier = origin.tier;
    this.heat = tier.counts() ? 0 : SETTLED;
    this.otherwise = otherwise;
  }

  /** How deep the calls of its steps are, those of nested blocks included. */
  int height() {
    return height;
  }

  /** How deep the calls of its steps are, but for nested blocks. */
  int stepHeight() {
    return body.height;
  }

  Work work() {
    return work;
  }

  /** Makes other steps take the place of the present ones; evaluations under way keep theirs. */
  void become(Step steps) {
    body = steps;
  }

  boolean run(Frame frame) {
    if (heat < 0) {
      return body.run(frame);
    }
    var before = frame.context.fuel;
    var stop = body.run(frame);
    warm(EVALUATION + Math.max(0, before - frame.context.fuel));
    return stop;
  }

  /** Counts rounds of loops. Threads may miss each other's counts. */
  void warm(int rounds) {
    if (heat < 0) {
      return;
    }
    heat += rounds;
    if (heat > HOT) {
      heat = SETTLED;
      tier.promote(this);
    }
  }

  private boolean admits(Value[] args) {
    for (var guard : guards) {
      var value = args[guard.slot];
      if (value != guard.value && !value.equals(guard.value)) {
        return false;
      }
    }
    return true;
  }

  /** The value for arguments; there are none for a rule that is no function. */
  @Nullable
  Value value(Context context, Value[] args) {
    if (!admits(args)) {
      return null;
    }
    var frame = context.frame(this);
    System.arraycopy(args, 0, frame.slots, 0, args.length);
    run(frame);
    var result = frame.result;
    frame.release();
    return result;
  }
}
