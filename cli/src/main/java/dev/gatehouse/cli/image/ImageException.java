package dev.gatehouse.cli.image;

import java.util.concurrent.Callable;

/** A command about images cannot do what it should; the message says what and why. */
final class ImageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Something else than what follows; cosign's code. */
  static final int FAILED = 1;

  /** The image has no signature at all. */
  static final int NO_SIGNATURE = 10;

  /** The image is not there. */
  static final int NO_IMAGE = 11;

  /** There are signatures, but none that is wanted. */
  static final int NO_MATCH = 12;

  private final int exitCode;

  ImageException(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  static ImageException failed(String message) {
    return new ImageException(FAILED, message);
  }

  /** As {@link #report}, for commands of cosign's that fail with one exit code alone. */
  static int reportPlainly(Callable<Integer> command) throws Exception {
    return Math.min(report(command), FAILED);
  }

  /** Runs a command; its failure becomes one message and its exit code. */
  static int report(Callable<Integer> command) throws Exception {
    try {
      return command.call();
    } catch (ImageException e) {
      System.err.println("Error: " + e.getMessage());
      return e.exitCode;
    }
  }
}
