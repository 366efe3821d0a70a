package dev.gatehouse.policy.expansion;

/** What an object will generate could not be found out. */
public final class ExpansionException extends Exception {

  public ExpansionException(String message) {
    super(message);
  }
}
