package dev.gatehouse.policy;

import java.util.Optional;

/** Finds the field of an object that a violation speaks of. */
final class FaultFinder {

  private FaultFinder() {}

  static Optional<FieldAtFault> find(Review review, Result result) {
    return review.object().isEmpty() ? result.field() : Optional.empty();
  }
}
