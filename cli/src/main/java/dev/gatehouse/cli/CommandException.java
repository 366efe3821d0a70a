package dev.gatehouse.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot do its work with what it was given; the message says what and why. */
final class CommandException extends RuntimeException {

  CommandException(@Nullable String message) {
    super(message, null, false, false);
  }
}
