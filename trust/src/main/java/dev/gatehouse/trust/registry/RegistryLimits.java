package dev.gatehouse.trust.registry;

/**
 * How large and how many the parts of an image's signatures may be.
 *
 * @param manifest bytes of a manifest or an index
 * @param signature bytes of the payload of a signature in cosign's older form
 * @param attestation bytes of a bundle or an envelope
 * @param layers layers of one manifest that are looked at
 * @param referrers manifests that are looked into
 * @param pages pages of a list that are fetched
 */
public record RegistryLimits(
    int manifest, int signature, int attestation, int layers, int referrers, int pages) {

  /** 4 MiB, 1 MiB, 10 MiB, 100 layers, 50 referrers, 10 pages. */
  public static final RegistryLimits DEFAULT = new RegistryLimits(4 << 20, 1 << 20, 10 << 20, 100,
      50, 10);

  public RegistryLimits {
    if (manifest < 1 || signature < 1 || attestation < 1 || layers < 1 || referrers < 1
        || pages < 1) {
      throw new IllegalArgumentException("a limit is less than 1");
    }
  }
}
