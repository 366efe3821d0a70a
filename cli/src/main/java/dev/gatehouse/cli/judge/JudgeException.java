package dev.gatehouse.cli.judge;

/** Objects that cannot be judged; the message says which and why. */
public final class JudgeException extends Exception {

  JudgeException(String message) {
    super(message);
  }
}
