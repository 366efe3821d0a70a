package dev.gatehouse.trust.registry;

import dev.gatehouse.trust.Digest;

/**
 * A manifest or an index as a registry holds it.
 *
 * @param digest of the bytes, made here and not believed
 * @param bytes as they came
 */
public record Resolved(Digest digest, String mediaType, byte[] bytes) {

  /** Whether this names other manifests, one for each platform. */
  public boolean isIndex() {
    return MediaTypes.isIndex(mediaType);
  }

  /** A pointer at it. */
  public Descriptor descriptor() {
    return new Descriptor(mediaType, digest, bytes.length, "", "", java.util.Map.of());
  }

  @Override
  public String toString() {
    return digest + " (" + mediaType + ", " + bytes.length + " bytes)";
  }
}
