package dev.gatehouse.cli.manifest;

/** Input that cannot be read; the message says which and why. */
public final class ManifestException extends Exception {

  ManifestException(String message) {
    super(message);
  }
}
