package dev.gatehouse.cli.suite;

import java.util.Objects;

/** A suite, or a file that it names, cannot be used; the message says which and why. */
public final class SuiteException extends Exception {

  SuiteException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
