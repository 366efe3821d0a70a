package dev.gatehouse.policy;

/** A review that could not be carried out at all. It is never an approval. */
public final class ReviewException extends Exception {

  private final String message;

  public ReviewException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
