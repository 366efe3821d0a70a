package dev.gatehouse.policy.provider;

/** A provider could not be asked, or its answer not be read. Policies see it as a system error. */
final class ProviderException extends Exception {

  private final int status;
  private final String message;

  /**
   * A failure.
   *
   * @param status what policies see as {@code status_code}
   */
  ProviderException(int status, String message) {
    super(message);
    this.status = status;
    this.message = message;
  }

  int status() {
    return status;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
