package dev.gatehouse.rego.builtin.http;

import java.util.Locale;

/** Why there is no response to a request. */
public final class SendException extends Exception {

  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final String raised;

  private SendException(Kind kind, String message, String raised) {
    super(message, null, false, false);
    this.kind = kind;
    this.raised = raised;
  }

  /** What went wrong. */
  public enum Kind {
    /** A parameter has a wrong type. */
    OPERAND,
    /** The request cannot be made, or its response cannot be read. */
    INTERNAL,
    /** The server could not be reached, or did not answer. */
    NETWORK
  }

  static SendException operand(String message) {
    return new SendException(Kind.OPERAND, message, message);
  }

  /** The request cannot be made, or its response cannot be read. */
  public static SendException internal(String message) {
    return new SendException(Kind.INTERNAL, message, message);
  }

  /** The server could not be reached: as Go's {@code url.Error}. */
  static SendException network(String method, String url, String reason) {
    var message = operation(method) + " \"" + url + "\": " + reason;
    return new SendException(Kind.NETWORK, message, message);
  }

  /** The server did not answer in time, which is said in other words where the error is raised. */
  static SendException late(String method, String url) {
    var operation = operation(method);
    return new SendException(
        Kind.NETWORK,
        operation + " \"" + url
            + "\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
        operation + " " + url + ": request timed out");
  }

  private static String operation(String method) {
    return method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
  }

  public Kind kind() {
    return kind;
  }

  /** What is said where the error ends the call; the message is for a policy that goes on. */
  public String raised() {
    return raised;
  }
}
