package dev.gatehouse.trust;

import java.util.Map;

/** The short names that cosign gives to predicate types. */
public final class PredicateTypes {

  /** That of a statement by which cosign signs an image, and attests nothing more. */
  public static final String SIGNATURE = "https://sigstore.dev/cosign/sign/v1";

  private static final Map<String, String> NAMES = Map.ofEntries(
      Map.entry("custom", "https://cosign.sigstore.dev/attestation/v1"),
      Map.entry("slsaprovenance", "https://slsa.dev/provenance/v0.2"),
      Map.entry("slsaprovenance02", "https://slsa.dev/provenance/v0.2"),
      Map.entry("slsaprovenance1", "https://slsa.dev/provenance/v1"),
      Map.entry("spdx", "https://spdx.dev/Document"),
      Map.entry("spdxjson", "https://spdx.dev/Document"),
      Map.entry("cyclonedx", "https://cyclonedx.org/bom"),
      Map.entry("link", "https://in-toto.io/Link/v1"),
      Map.entry("vuln", "https://cosign.sigstore.dev/attestation/vuln/v1"),
      Map.entry("openvex", "https://openvex.dev/ns"));

  private PredicateTypes() {}

  /**
   * The URI of a predicate type.
   *
   * @param name a short name or a URI
   * @throws IllegalArgumentException if it is neither
   */
  public static String uri(String name) {
    var known = NAMES.get(name);
    if (known == null && name.indexOf(':') < 0) {
      throw new IllegalArgumentException("unknown predicate type " + name + ": expected a URI or "
          + String.join(", ", NAMES.keySet().stream().sorted().toList()));
    }
    return known == null ? name : known;
  }
}
