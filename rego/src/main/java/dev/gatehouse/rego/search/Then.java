package dev.gatehouse.rego.search;

import org.jspecify.annotations.Nullable;

/** What follows where something holds. */
@FunctionalInterface
interface Then {

  /** Null if the search goes on. */
  @Nullable
  Stop run();
}
