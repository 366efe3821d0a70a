package dev.gatehouse.rego.bundle;

/** Something that is no bundle, or that must not be used; the message says why. */
public final class BundleException extends Exception {

  public BundleException(String message) {
    super(message);
  }
}
