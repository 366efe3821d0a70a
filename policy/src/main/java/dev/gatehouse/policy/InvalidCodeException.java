package dev.gatehouse.policy;

import java.util.List;

/** The code of a template cannot be used; the message is the one that Gatekeeper would give. */
final class InvalidCodeException extends Exception {

  /**
   * One fault.
   *
   * @param path the template's field that holds the text
   * @param row the line in the text, from 1; 0 if the fault has no place
   * @param column the column in the line, from 1
   */
  record Fault(List<String> path, int row, int column, String text) {}

  private final transient List<Fault> faults;

  private final String message;

  InvalidCodeException(String message, List<Fault> faults) {
    super(message);
    this.message = message;
    this.faults = List.copyOf(faults);
  }

  List<Fault> faults() {
    return faults;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
