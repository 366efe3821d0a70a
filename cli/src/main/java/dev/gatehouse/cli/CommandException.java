package dev.gatehouse.cli;

/** A command cannot do its work with what it was given; the message says what and why. */
final class CommandException extends RuntimeException {

  CommandException(String message) {
    super(message, null, false, false);
  }
}
