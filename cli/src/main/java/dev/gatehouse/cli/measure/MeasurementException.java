package dev.gatehouse.cli.measure;

/** A measurement that cannot be made, kept or read; the message says why. */
public final class MeasurementException extends Exception {

  MeasurementException(String message) {
    super(message);
  }
}
