package dev.gatehouse.bench;

/** A benchmark that cannot be run, or whose two sides do not give the same answers. */
final class BenchException extends RuntimeException {

  BenchException(String message) {
    super(message);
  }

  BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
