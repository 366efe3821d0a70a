package dev.gatehouse.trust.registry;

import dev.gatehouse.trust.Digest;
import java.util.Map;

/**
 * How OCI documents point at content.
 *
 * @param size in bytes, as it is announced
 * @param artifactType what the manifest at the other end says to be; empty if it is not said; never
 *     to be relied on
 * @param platform {@code os/architecture[/variant]}; empty if it is not said
 * @param annotations of this pointer, not of the content
 */
public record Descriptor(
    String mediaType, Digest digest, long size, String artifactType, String platform,
    Map<String, String> annotations) {

  public Descriptor {
    annotations = Map.copyOf(annotations);
  }

  /** A pointer at these bytes. */
  public static Descriptor of(String mediaType, byte[] content) {
    return new Descriptor(mediaType, Digest.of(content), content.length, "", "", Map.of());
  }

  public Descriptor withAnnotations(Map<String, String> others) {
    return new Descriptor(mediaType, digest, size, artifactType, platform, others);
  }

  public Descriptor withArtifactType(String other) {
    return new Descriptor(mediaType, digest, size, other, platform, annotations);
  }
}
