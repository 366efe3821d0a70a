package dev.gatehouse.server;

import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.Value;
import java.util.Optional;

/**
 * What was found out about an image.
 *
 * @param pinned the reference with the digest that was verified, such as {@code name:tag@sha256:…};
 *     empty if the image was not found good or no rule is about it
 * @param facts digest, signers, owner and more, as policies see them; null of JSON after a failure
 * @param error why the image is not good, for people; empty if it is
 */
public record ImageFinding(String reference, Optional<String> pinned, Value facts, String error) {

  /** An image that is not good, or about which nothing could be found out. */
  public static ImageFinding failed(String reference, String error) {
    return new ImageFinding(reference, Optional.empty(), NullValue.NULL, error);
  }
}
