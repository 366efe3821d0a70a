package dev.gatehouse.emulator;

/** The forms of a Sigstore bundle. */
public enum BundleVersion {
  /** With a promise of the log; no proof is needed. */
  V0_1("application/vnd.dev.sigstore.bundle+json;version=0.1"),
  /** With a proof, and a chain of certificates. */
  V0_2("application/vnd.dev.sigstore.bundle+json;version=0.2"),
  /** With a proof, and one certificate. */
  V0_3("application/vnd.dev.sigstore.bundle.v0.3+json");

  private final String mediaType;

  BundleVersion(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type, which is also that of the layer that holds the bundle in a registry. */
  public String mediaType() {
    return mediaType;
  }
}
