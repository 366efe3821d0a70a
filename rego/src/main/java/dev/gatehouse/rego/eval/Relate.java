package dev.gatehouse.rego.eval;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.BuiltinException;

/** Runs what follows for each result of a relation. */
final class Relate extends Step {

  /** A relation may call itself for each level of a document. */
  private static final int RELATION_HEIGHT = 40;

  private final Builtin builtin;
  private final Builtin.CodeRelation code;
  private final Expression[] args;
  private final int slot;
  private final Location location;
  private final Step next;

  Relate(
      Builtin builtin,
      Builtin.CodeRelation code,
      Expression[] args,
      int slot,
      Location location,
      Step next) {
    super(RELATION_HEIGHT + next.height);
    this.builtin = builtin;
    this.code = code;
    this.args = args;
    this.slot = slot;
    this.location = location;
    this.next = next;
  }

  /** The same relation with something else after it. */
  Relate followedBy(Step other) {
    return new Relate(builtin, code, args, slot, location, other);
  }

  @Override
  boolean run(Frame frame) {
    var values = Terms.all(args, frame);
    if (values == null) {
      return false;
    }
    frame.context.place = location;
    try {
      return code.call(
          frame.context,
          values,
          result -> {
            frame.tick();
            frame.slots[slot] = result;
            return next.run(frame);
          });
    } catch (BuiltinException e) {
      CallSite.failed(e, builtin, location, frame.context);
      return false;
    }
  }
}
