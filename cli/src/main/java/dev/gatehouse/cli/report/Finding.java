package dev.gatehouse.cli.report;

import java.time.Duration;

/**
 * One thing that was checked.
 *
 * @param group what it belongs to: a suite and test, or a constraint
 * @param name what was checked
 * @param outcome how it went
 * @param message why it failed, empty if it did not
 * @param file the file to point at, empty if there is none
 * @param line the line in it from 1, 0 if it is not known
 * @param time how long it took
 */
public record Finding(String group, String name, Outcome outcome, String message, String file,
    int line, Duration time) {

  /** How a check went. */
  public enum Outcome {
    PASSED, SKIPPED, WARNED, FAILED
  }
}
