package dev.gatehouse.policy.expansion;

/** What an object will generate could not be found out. */
public final class ExpansionException extends Exception {

  private final String message;

  public ExpansionException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
