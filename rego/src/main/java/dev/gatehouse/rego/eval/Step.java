package dev.gatehouse.rego.eval;

/** Runs what follows for each way in which it holds. */
abstract class Step {

  /** How deep the calls of this step and of what follows are. */
  final int height;

  Step(int height) {
    this.height = height;
  }

  /** Returns true if whoever asked for results wants no more of them. */
  abstract boolean run(Frame frame);
}
