package dev.gatehouse.rego.plan;

/** A variable is used where nothing has bound it: the order of the body is not safe. */
final class NotBoundException extends RuntimeException {

  NotBoundException(String message) {
    super(message, null, false, false);
  }
}
