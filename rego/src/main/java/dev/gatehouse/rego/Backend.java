package dev.gatehouse.rego;

/** What runs a policy's plan; results, errors and limits are the same with each. */
public enum Backend {
  /** A tree of objects that call each other: ready at once. */
  CLOSURES,
  /** Classes of bytecode made for each rule: ready later, faster once the JVM has compiled them. */
  CLASSES,
  /** Objects first; a rule that is evaluated often becomes a class. */
  TIERED
}
