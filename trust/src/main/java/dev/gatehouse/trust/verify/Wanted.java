package dev.gatehouse.trust.verify;

import java.util.Map;

/**
 * What a signature or attestation must be to count.
 *
 * @param annotations texts that must have been signed beside the digest
 */
public record Wanted(
    Authority authority, Content content, Demands demands, Map<String, String> annotations) {

  public Wanted {
    annotations = Map.copyOf(annotations);
  }

  /** A signature, with the usual demands. */
  public static Wanted signature(Authority authority) {
    return new Wanted(authority, new Content.Signature(), Demands.DEFAULT, Map.of());
  }

  /** An attestation of a type, with the usual demands. */
  public static Wanted attestation(Authority authority, String predicateType) {
    return new Wanted(
        authority, new Content.Attestation(predicateType), Demands.DEFAULT, Map.of());
  }

  public Wanted with(Demands other) {
    return new Wanted(authority, content, other, annotations);
  }

  public Wanted withAnnotations(Map<String, String> others) {
    return new Wanted(authority, content, demands, others);
  }
}
