package dev.gatehouse.conformance;

import org.jspecify.annotations.Nullable;

/** One case of a suite. */
public interface Case {

  /** Its name, unique within the suite. */
  String id();

  /** Runs it. @return why it failed, null if it passed */
  @Nullable
  String run();
}
