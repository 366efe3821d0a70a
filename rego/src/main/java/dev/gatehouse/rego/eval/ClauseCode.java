package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.plan.Operand;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule, or a link of an {@code else} chain, ready to run. */
final class ClauseCode {

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

  private final Step body;
  private final int nestedHeight;

  /** What is known of a clause besides its body. */
  record Head(
      Location location,
      int slots,
      Guard[] guards,
      Map<Operand, Value> conditions,
      @Nullable Value constant) {}

  /** The steps of a clause, and how deep the blocks within their expressions are. */
  record Body(Step steps, int nestedHeight) {}

  /** A constant that an argument must equal, which needs no frame to find out. */
  record Guard(int slot, Value value) {}

  ClauseCode(int id, Head head, Body body, @Nullable ClauseCode otherwise) {
    this.id = id;
    this.location = head.location;
    this.slots = head.slots;
    this.guards = head.guards;
    this.conditions = head.conditions;
    this.constant = head.constant;
    this.body = body.steps;
    this.nestedHeight = body.nestedHeight;
    this.otherwise = otherwise;
  }

  /** How deep the calls of its steps are, those of nested blocks included. */
  int height() {
    return body.height + nestedHeight;
  }

  boolean run(Frame frame) {
    return body.run(frame);
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
    body.run(frame);
    var result = frame.result;
    frame.release();
    return result;
  }
}
