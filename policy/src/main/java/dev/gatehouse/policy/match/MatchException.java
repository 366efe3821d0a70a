package dev.gatehouse.policy.match;

/** Whether a constraint is about an object could not be found out. It then counts as violated. */
public final class MatchException extends Exception {

  private final String message;

  public MatchException(String message) {
    super(message, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
