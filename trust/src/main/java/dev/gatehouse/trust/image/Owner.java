package dev.gatehouse.trust.image;

/**
 * Who answers for an image.
 *
 * @param team their name
 * @param contact how to reach them, may be empty
 */
public record Owner(String team, String contact) {

  /** For people. */
  @Override
  public String toString() {
    return contact.isEmpty() ? team : team + " (" + contact + ")";
  }
}
