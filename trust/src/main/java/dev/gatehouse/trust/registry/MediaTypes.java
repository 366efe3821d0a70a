package dev.gatehouse.trust.registry;

/** The names of the documents that registries hold. */
public final class MediaTypes {

  public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  public static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
  public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
  public static final String OCI_EMPTY = "application/vnd.oci.empty.v1+json";

  /** A Sigstore bundle as cosign writes it; older ones end in {@code +json;version=0.1}. */
  public static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
  public static final String BUNDLE_PREFIX = "application/vnd.dev.sigstore.bundle";
  public static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";
  public static final String ENVELOPE = "application/vnd.dsse.envelope.v1+json";

  /** What a manifest is asked for with. */
  static final String ACCEPTED = String.join(", ", OCI_MANIFEST, OCI_INDEX, DOCKER_MANIFEST,
      DOCKER_LIST);

  private MediaTypes() {}

  /** Whether a document of this type lists other manifests. */
  public static boolean isIndex(String mediaType) {
    return mediaType.equals(OCI_INDEX) || mediaType.equals(DOCKER_LIST);
  }

  /** Whether a document of this type has layers. */
  public static boolean isManifest(String mediaType) {
    return mediaType.equals(OCI_MANIFEST) || mediaType.equals(DOCKER_MANIFEST);
  }
}
