package dev.gatehouse.trust.image;

import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.verify.IdentityRule;
import dev.gatehouse.trust.verify.Signer;
import java.util.List;
import java.util.Optional;

/**
 * Whose images are whose.
 *
 * @param images the images it is about; all if empty
 * @param signer who signed them; anybody, also nobody, if empty
 */
public record OwnerRule(Owner owner, List<ImagePattern> images, Optional<IdentityRule> signer) {

  public OwnerRule {
    images = List.copyOf(images);
  }

  boolean isAbout(ImageReference image) {
    return images.isEmpty() || images.stream().anyMatch(pattern -> pattern.matches(image));
  }

  boolean isBySigner(Signer who) {
    return signer.isPresent() && who instanceof Signer.Identity identity
        && signer.get().matches(identity);
  }
}
