package dev.gatehouse.trust.image;

import dev.gatehouse.trust.ImageReference;

/** An image where it is used. */
public record ImageUse(ImageReference image, Surroundings surroundings) {

  /** An image that nobody is about to use. */
  public static ImageUse of(ImageReference image) {
    return new ImageUse(image, Surroundings.NONE);
  }
}
