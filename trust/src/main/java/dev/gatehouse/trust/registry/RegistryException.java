package dev.gatehouse.trust.registry;

import dev.gatehouse.http.HttpException;

/** What was asked of a registry and not had: why, in one word for programs and a text for people. */
public final class RegistryException extends Exception {

  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** The registry says that there is no such thing. */
    NOT_FOUND,
    /** The registry or its token server wants other credentials, or none are known. */
    UNAUTHORIZED,
    /** Nobody answers, or the answer is an error of the server. */
    UNAVAILABLE,
    /** The registry has had enough of us for a while. */
    RATE_LIMITED,
    /** The deadline came first. */
    TIMEOUT,
    /** An answer ended before its end. */
    TRUNCATED,
    /** More bytes, layers or referrers than allowed. */
    TOO_LARGE,
    /** What came is not what its digest names. */
    LYING,
    /** An answer that no registry should give. */
    MALFORMED,
    /** A redirect to where none may lead. */
    REFUSED_REDIRECT,
    /** A token server to which our credentials may not go. */
    REFUSED_REALM,
    /** A name that stands for an address nobody may be sent to. */
    REFUSED_ADDRESS,
    /** No trusted TLS connection. */
    UNTRUSTED,
    /** The registry does not want what we push, or does not know the request. */
    REJECTED,
    /** A credential helper or a file of credentials that cannot be used. */
    CREDENTIALS;

    /** Whether asking again later may well bring another answer. */
    public boolean isTransient() {
      return switch (this) {
        case UNAVAILABLE, RATE_LIMITED, TIMEOUT, TRUNCATED -> true;
        case NOT_FOUND, UNAUTHORIZED, TOO_LARGE, LYING, MALFORMED, REFUSED_REDIRECT, REFUSED_REALM,
            REFUSED_ADDRESS, UNTRUSTED, REJECTED, CREDENTIALS ->
          false;
      };
    }

    private static Reason of(HttpException.Reason reason) {
      return switch (reason) {
        case UNREACHABLE, BROKEN -> UNAVAILABLE;
        case REFUSED_ADDRESS -> REFUSED_ADDRESS;
        case UNTRUSTED -> UNTRUSTED;
        case TIMEOUT -> TIMEOUT;
        case TOO_LARGE -> TOO_LARGE;
        case TRUNCATED -> TRUNCATED;
        case MALFORMED -> MALFORMED;
      };
    }
  }

  private final Reason reason;

  public RegistryException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public RegistryException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  static RegistryException of(String what, HttpException cause) {
    return new RegistryException(Reason.of(cause.reason()), what + ": " + cause.getMessage(),
        cause);
  }

  public Reason reason() {
    return reason;
  }
}
