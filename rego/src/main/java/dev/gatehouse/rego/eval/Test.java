package dev.gatehouse.rego.eval;

/** Holds or not, at most once; may bind slots. */
abstract class Test {

  abstract boolean test(Frame frame);
}
