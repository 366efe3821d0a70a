package dev.gatehouse.rego.eval;

/** Runs what follows for each way in which it holds. */
abstract class Step {

  /** Returns true if whoever asked for results wants no more of them. */
  abstract boolean run(Frame frame);

  /** How deep the calls of this step and of what follows are, in steps. */
  abstract int height();
}
