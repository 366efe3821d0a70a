package dev.gatehouse.rego.trace;

/**
 * Takes the events of an evaluation, in their order, on one thread at a time; what it throws ends the
 * evaluation.
 */
public interface Observer {

  void accept(Event event);

  /** Whether it wants to know of every unification, which is costly. */
  default boolean wantsUnifications() {
    return false;
  }

  /** Whether events tell the values of variables, which is costly. */
  default boolean wantsVariables() {
    return false;
  }
}
