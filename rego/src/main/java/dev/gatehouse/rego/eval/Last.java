package dev.gatehouse.rego.eval;

/** The step at the end of a block: nothing follows it. */
abstract class Last extends Step {

  Last() {
    super(1);
  }

  /** Asks for no more: the block held. */
  static final class Found extends Last {
    @Override
    boolean run(Frame frame) {
      return true;
    }
  }
}
