package dev.gatehouse.trust.text;

/** Text or bytes that are not what they should be: what, and what was expected. */
public final class MalformedException extends Exception {

  /** @param message lower case, names the field or the structure */
  public MalformedException(String message) {
    super(message);
  }

  public MalformedException(String message, Throwable cause) {
    super(message, cause);
  }
}
