package dev.gatehouse.trust.http;

/** A call that brought no complete answer: why, in one word for programs and a text for people. */
public final class HttpException extends Exception {

  private static final long serialVersionUID = 1;

  /** Why there is no answer. */
  public enum Reason {
    /** The name has no address, or nobody listens there, or the connection broke. */
    UNREACHABLE,
    /** Every address of the name is one that may not be connected to. */
    REFUSED_ADDRESS,
    /** No trusted connection: the certificate, the protocol or the client's certificate. */
    UNTRUSTED,
    /** The deadline came first. */
    TIMEOUT,
    /** The answer is larger than its bounds. */
    TOO_LARGE,
    /** The answer ended before its end. */
    TRUNCATED,
    /** What came is not HTTP/1.1. */
    MALFORMED
  }

  private final Reason reason;

  public HttpException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public HttpException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
