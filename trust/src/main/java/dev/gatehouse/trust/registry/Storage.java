package dev.gatehouse.trust.registry;

import dev.gatehouse.trust.Digest;
import java.util.Set;

/** The places beside an image where signatures and attestations are kept. */
public enum Storage {
  /** What refers to the image: the referrers API or the fallback tag {@code sha256-…}. */
  REFERRERS(""),
  /** Cosign's tag {@code sha256-….sig}. */
  SIGNATURE_TAG(".sig"),
  /** Cosign's tag {@code sha256-….att}. */
  ATTESTATION_TAG(".att");

  /** Everywhere. */
  public static final Set<Storage> ALL = Set.of(values());

  private final String suffix;

  Storage(String suffix) {
    this.suffix = suffix;
  }

  /** The tag of this place for an image. */
  public String tag(Digest image) {
    return image.algorithm().text() + "-" + image.hex() + suffix;
  }
}
