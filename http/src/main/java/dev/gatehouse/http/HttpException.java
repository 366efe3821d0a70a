package dev.gatehouse.http;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that brought no complete answer: why, and how far it came. */
public final class HttpException extends Exception {

  private static final long serialVersionUID = 1;

  /** Why there is no answer. */
  public enum Reason {
    /** The name has no address, or nobody listens there. */
    UNREACHABLE,
    /** Every address of the name is one that may not be connected to. */
    REFUSED_ADDRESS,
    /** No trusted connection: the certificate, the protocol or the client's certificate. */
    UNTRUSTED,
    /** The deadline came first. */
    TIMEOUT,
    /** The connection broke, or was closed before an answer came. */
    BROKEN,
    /** The answer is larger than its bounds. */
    TOO_LARGE,
    /** The answer ended before its end. */
    TRUNCATED,
    /** What came is not HTTP/1.1. */
    MALFORMED
  }

  /** What was going on. */
  public enum Stage {
    /** Looking for an address, and connecting to it. */
    CONNECTING,
    /** Agreeing on a secret connection. */
    SECURING,
    /** Sending, and waiting for the first byte of an answer. */
    WAITING,
    /** Reading status and headers. */
    HEAD,
    /** Reading the body. */
    BODY
  }

  private final Reason reason;
  private final Stage stage;
  private final String detail;
  private final transient @Nullable InetSocketAddress address;

  private HttpException(Reason reason, Stage stage, String detail, String message,
      @Nullable InetSocketAddress address, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.stage = stage;
    this.detail = detail;
    this.address = address;
  }

  /** No connection to a server whose address is not known, or must not be. */
  static HttpException unconnected(Reason reason, String message, @Nullable Throwable cause) {
    return new HttpException(reason, Stage.CONNECTING, "", message, null, cause);
  }

  /** No connection to an address. */
  static HttpException unconnected(
      Reason reason, Stage stage, String message, InetSocketAddress address, Throwable cause) {
    return new HttpException(reason, stage, "", message, address, cause);
  }

  /** No answer on a connection. */
  static HttpException unanswered(Fault fault, Stage stage, String server, Throwable cause) {
    return new HttpException(
        fault.reason(), stage, fault.detail(), fault.sentence(server), null, cause);
  }

  /**
   * What went wrong on a connection.
   *
   * @param detail in the words of Go's client
   */
  record Fault(Reason reason, String detail) {

    private String sentence(String server) {
      return switch (reason) {
        case TIMEOUT -> server + " did not answer in time";
        case BROKEN -> "the connection to " + server + " broke: " + detail;
        case TOO_LARGE -> server + ": the answer is too large: " + detail;
        case TRUNCATED -> server + ": the answer ended before its end";
        case MALFORMED -> server + ": the answer is no HTTP/1.1: " + detail;
        case UNREACHABLE, REFUSED_ADDRESS, UNTRUSTED -> server + ": " + detail;
      };
    }
  }

  public Reason reason() {
    return reason;
  }

  public Stage stage() {
    return stage;
  }

  /** What went wrong on the connection, in the words of Go's client; empty if there was none. */
  public String detail() {
    return detail;
  }

  /** The address that could not be connected to, where that was the fault. */
  public Optional<InetSocketAddress> address() {
    return Optional.ofNullable(address);
  }
}
