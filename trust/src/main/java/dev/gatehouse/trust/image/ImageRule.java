package dev.gatehouse.trust.image;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import java.util.List;
import java.util.Optional;

/**
 * Who must have signed some images.
 *
 * @param name unique among rules
 * @param images the images it is about: any of these
 * @param authorities the ways to satisfy it
 * @param threshold how many distinct signers there must be, over all authorities, at least 1
 * @param policy what all that they found must comply with together
 * @param digest names everything that the rule says, for caches
 */
public record ImageRule(String name, List<ImagePattern> images, List<ImageAuthority> authorities,
    int threshold, Optional<WholePolicy> policy, Digest digest) {

  public ImageRule {
    images = List.copyOf(images);
    authorities = List.copyOf(authorities);
    if (threshold < 1) {
      throw new IllegalArgumentException("a threshold must be at least 1: " + threshold);
    }
  }

  /** Without a policy over what the authorities found. */
  public ImageRule(String name, List<ImagePattern> images, List<ImageAuthority> authorities,
      int threshold, Digest digest) {
    this(name, images, authorities, threshold, Optional.empty(), digest);
  }

  /** Whether the rule is about an image. */
  public boolean isAbout(ImageReference image) {
    return images.stream().anyMatch(pattern -> pattern.matches(image));
  }
}
