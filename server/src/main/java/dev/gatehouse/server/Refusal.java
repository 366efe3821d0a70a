package dev.gatehouse.server;

import org.eclipse.jetty.http.HttpStatus;

/**
 * Why a request is turned away before any policy sees it.
 *
 * <p>The HTTP status is the one that fits, so that the API server treats the call as failed and its
 * failure policy decides; the body is an admission review that denies, for other callers.
 */
enum Refusal {
  NOT_POST(HttpStatus.METHOD_NOT_ALLOWED_405, "method"), WRONG_TYPE(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "content_type"), TOO_LARGE(
          HttpStatus.PAYLOAD_TOO_LARGE_413, "too_large"), TOO_SLOW(HttpStatus.REQUEST_TIMEOUT_408,
              "too_slow"), MALFORMED(HttpStatus.BAD_REQUEST_400, "malformed"),
  /** The API server's client tries again after the time in {@code Retry-After}. */
  OVERLOADED(HttpStatus.TOO_MANY_REQUESTS_429,
      "overloaded"), NOT_READY(HttpStatus.SERVICE_UNAVAILABLE_503, "not_ready");

  private final int status;
  private final String label;

  Refusal(int status, String label) {
    this.status = status;
    this.label = label;
  }

  int status() {
    return status;
  }

  /** The value of the metric's {@code reason} label. */
  String label() {
    return label;
  }

  /** What a caller is told of a failure that nobody foresaw. */
  static String internalError(Throwable e) {
    return "internal error: " + e.getClass().getSimpleName()
        + (e.getMessage() == null ? "" : ": " + e.getMessage());
  }
}
