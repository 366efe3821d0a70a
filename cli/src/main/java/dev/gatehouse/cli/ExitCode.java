package dev.gatehouse.cli;

/** How a run ended, for the program that started it. */
final class ExitCode {

  /** It went well, and nothing stands in the way. */
  static final int OK = 0;

  /** A policy was violated, a test failed, or input could not be used. */
  static final int REFUSED = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** The program itself failed. */
  static final int BROKEN = 3;

  private ExitCode() {}
}
