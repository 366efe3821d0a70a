package dev.gatehouse.trust.verify;

import java.util.Locale;

/** One thing that verifying looked at: its name, how it went, and what was found, for people. */
public record Step(String name, Outcome outcome, String detail) {

  /** How a step went. */
  public enum Outcome {
    PASSED,
    /** Not valid, and so not counted; enough others may be. */
    NOT_COUNTED,
    /** Not demanded, and so not looked at. */
    SKIPPED, FAILED
  }

  @Override
  public String toString() {
    return name + " " + outcome.name().toLowerCase(Locale.ROOT) + ": " + detail;
  }
}
