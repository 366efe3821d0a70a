package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import org.jspecify.annotations.Nullable;

/** A rule, or a link of an {@code else} chain, ready to run. */
final class ClauseCode {

  final Location location;
  final int slots;
  final @Nullable ClauseCode otherwise;

  /** The value of every solution, if it is the same for all. */
  final @Nullable Value constant;

  private @Nullable Step body;

  ClauseCode(Location location, int slots, @Nullable Value constant, @Nullable ClauseCode otherwise) {
    this.location = location;
    this.slots = slots;
    this.constant = constant;
    this.otherwise = otherwise;
  }

  void complete(Step code) {
    this.body = code;
  }

  int height() {
    return body == null ? 0 : body.height();
  }

  boolean run(Frame frame) {
    assert body != null;
    return body.run(frame);
  }

  /** The value of a rule without arguments. */
  @Nullable Value value(Context context) {
    var frame = new Frame(context, this);
    run(frame);
    return frame.result;
  }

  /** The value for arguments. */
  @Nullable Value value(Context context, Value[] args) {
    var frame = new Frame(context, this);
    System.arraycopy(args, 0, frame.slots, 0, args.length);
    run(frame);
    return frame.result;
  }
}
