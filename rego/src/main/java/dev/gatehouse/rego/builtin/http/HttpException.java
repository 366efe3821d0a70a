package dev.gatehouse.rego.builtin.http;

/** Why there is no response to a request. */
public final class HttpException extends Exception {

  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final String raised;

  private HttpException(Kind kind, String message, String raised) {
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

  static HttpException operand(String message) {
    return new HttpException(Kind.OPERAND, message, message);
  }

  /** The request cannot be made, or its response cannot be read. */
  public static HttpException internal(String message) {
    return new HttpException(Kind.INTERNAL, message, message);
  }

  /** The server could not be reached: as Go's {@code url.Error}. */
  static HttpException network(String method, String url, String reason) {
    var message = operation(method) + " \"" + url + "\": " + reason;
    return new HttpException(Kind.NETWORK, message, message);
  }

  /** The server did not answer in time, which is said in other words where the error is raised. */
  static HttpException late(String method, String url) {
    var operation = operation(method);
    return new HttpException(
        Kind.NETWORK,
        operation + " \"" + url
            + "\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
        operation + " " + url + ": request timed out");
  }

  private static String operation(String method) {
    return method.charAt(0) + method.substring(1).toLowerCase(java.util.Locale.ROOT);
  }

  public Kind kind() {
    return kind;
  }

  /** What is said where the error ends the call; the message is for a policy that goes on. */
  public String raised() {
    return raised;
  }
}
