package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a block in a scope where documents or functions are replaced, and what follows outside it. */
final class With extends Step {

  private final Change[] changes;
  private final Step block;

  /** One replacement. */
  interface Change {
    /** Makes the change to the scope that is prepared; false if its value is undefined. */
    boolean apply(Prepared prepared, Frame frame);
  }

  /** A scope in the making. */
  static final class Prepared {
    @Nullable
    Value input;
    Value data;
    final List<List<Value>> replacedPaths;
    final HashMap<String, Scope.Replacement> functions;
    final List<Known> known = new ArrayList<>();

    Prepared(Scope outer) {
      this.input = outer.input;
      this.data = outer.data;
      this.replacedPaths = new ArrayList<>(outer.replacedPaths());
      this.functions = new HashMap<>(outer.functions);
    }
  }

  /** The document of a group that a replacement gives. */
  record Known(int group, List<Value> path) {}

  /** The last step of the block leaves the scope for what follows. */
  static final class Leave extends Step {
    private final Step next;

    Leave(Step next) {
      super(1 + next.height);
      this.next = next;
    }

    @Override
    boolean run(Frame frame) {
      var inner = leave(frame);
      var stop = next.run(frame);
      resume(frame, inner);
      return stop;
    }
  }

  /** Makes the scope around the current one the current one, and gives the one that is left. */
  static Scope leave(Frame frame) {
    var context = frame.context;
    var inner = context.scope;
    context.scope = inner.outer();
    return inner;
  }

  static void resume(Frame frame, Scope scope) {
    frame.context.scope = scope;
  }

  With(Change[] changes, Step block) {
    super(1 + block.height);
    this.changes = changes;
    this.block = block;
  }

  @Override
  boolean run(Frame frame) {
    var outer = frame.context.scope;
    if (!enter(changes, frame)) {
      return false;
    }
    var stop = block.run(frame);
    resume(frame, outer);
    return stop;
  }

  /** Makes a scope with the changes the current one; false if a change has no value. */
  static boolean enter(Change[] changes, Frame frame) {
    var context = frame.context;
    var outer = context.scope;
    var prepared = new Prepared(outer);
    for (var change : changes) {
      if (!change.apply(prepared, frame)) {
        return false;
      }
    }
    frame.tick();
    var inner = new Scope(prepared, outer);
    context.scope = inner;
    for (var known : prepared.known) {
      var document = context.base(known.path);
      inner.documents[known.group] = document == null ? Values.UNDEFINED : document;
    }
    return true;
  }
}
