package dev.gatehouse.trust.sign;

/** Nothing was signed: why. */
public final class SigningException extends Exception {

  private final Reason reason;

  /** Why nothing was signed. */
  public enum Reason {
    /** The key file is none, or of a kind that is not supported. */
    BAD_KEY,
    /** The password does not open the key file. */
    WRONG_PASSWORD,
    /** The identity token is none. */
    BAD_TOKEN,
    /** No service that is active and supported is named for a part. */
    NO_SERVICE,
    /** A service refused. */
    REFUSED,
    /** A service did not answer. */
    UNAVAILABLE,
    /** A service answered something else than was asked for. */
    BAD_ANSWER
  }

  SigningException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  SigningException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
