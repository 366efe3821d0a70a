package dev.gatehouse.rego.search;

import org.jspecify.annotations.Nullable;

/**
 * Why a search does not go on: somebody has found all that is needed.
 *
 * @param isFinal whether whoever runs the present rule needs no more of it; otherwise somebody further
 *     out, and iterations of this rule do go on
 * @param cause the stop that whoever asked for the rule's results gave
 */
record Stop(boolean isFinal, @Nullable Stop cause) {

  /** What whoever asked for results of a rule is told after it. */
  static @Nullable Stop beyond(@Nullable Stop stop) {
    return stop == null ? null : stop.cause;
  }
}
