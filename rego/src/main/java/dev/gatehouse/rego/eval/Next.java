package dev.gatehouse.rego.eval;

import dev.gatehouse.rego.plan.Block;
import dev.gatehouse.rego.plan.Statement;

/** What is still to be written of a block, and of the blocks that it is part of. */
sealed interface Next {

  /** Stands for the frame's sink. */
  int NO_VARIABLE = -1;

  record Then(Statement statement, Next next) implements Next {}

  /** Leaves the scope that a {@code with} has entered, for what follows it. */
  record Leave(Next next) implements Next {}

  /** The block holds; {@code sink} is the variable of what is being built. */
  record Finish(Ending ending, int sink) implements Next {}

  static Next of(Block block, Next after) {
    var next = after;
    for (var statement : block.statements().reversed()) {
      next = new Then(statement, next);
    }
    return next;
  }

  static Next of(Block block, Ending ending) {
    return of(block, new Finish(ending, NO_VARIABLE));
  }
}
