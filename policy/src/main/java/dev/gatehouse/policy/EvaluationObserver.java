package dev.gatehouse.policy;

/** Told of each evaluation of a constraint, on the thread that evaluates. */
@FunctionalInterface
public interface EvaluationObserver {

  /** Looks at nothing. */
  EvaluationObserver NONE = (constraint, nanos) -> {};

  /** A constraint was evaluated, or its evaluation failed, in this many nanoseconds. */
  void evaluated(Constraint constraint, long nanos);
}
