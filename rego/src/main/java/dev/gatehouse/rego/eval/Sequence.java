package dev.gatehouse.rego.eval;

/** Tests that must all hold, then the next step. */
final class Sequence extends Step {

  private final Test[] tests;
  private final Step next;

  Sequence(Test[] tests, Step next) {
    super(1 + next.height);
    this.tests = tests;
    this.next = next;
  }

  @Override
  boolean run(Frame frame) {
    for (var test : tests) {
      if (!test.test(frame)) {
        return false;
      }
    }
    return next.run(frame);
  }
}
