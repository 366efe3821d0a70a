package dev.gatehouse.rego.search;

import org.jspecify.annotations.Nullable;

/** Lets an iteration go on where only somebody further out needs no more. */
final class Deferred {

  private @Nullable Stop kept;
  private boolean ended;

  void take(@Nullable Stop stop) {
    if (stop != null && (stop.isFinal() || kept == null)) {
      kept = stop;
      ended = stop.isFinal();
    }
  }

  boolean goesOn() {
    return !ended;
  }

  @Nullable
  Stop stop() {
    return kept;
  }
}
