package dev.gatehouse.policy;

/** A review that could not be carried out at all. It is never an approval. */
public final class ReviewException extends Exception {

  public ReviewException(String message) {
    super(message);
  }
}
