package dev.gatehouse.trust.verify;

import java.util.Map;
import java.util.Optional;

/**
 * What a signature or attestation must be to count.
 *
 * @param annotations texts that must have been signed beside the digest
 * @param name what rules call it, may be empty
 * @param policy what the statement must comply with, given the statement
 */
public record Wanted(Authority authority, Content content, Demands demands,
    Map<String, String> annotations, String name, Optional<FactPolicy> policy) {

  public Wanted {
    annotations = Map.copyOf(annotations);
  }

  /** Something with these demands and without a name. */
  public Wanted(
      Authority authority, Content content, Demands demands, Map<String, String> annotations) {
    this(authority, content, demands, annotations, "", Optional.empty());
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
    return new Wanted(authority, content, other, annotations, name, policy);
  }

  public Wanted withAnnotations(Map<String, String> others) {
    return new Wanted(authority, content, demands, others, name, policy);
  }

  /** The same by a name that rules refer to. */
  public Wanted named(String other) {
    return new Wanted(authority, content, demands, annotations, other, policy);
  }

  /** The same whose statement must comply with a policy too. */
  public Wanted complying(FactPolicy other) {
    return new Wanted(authority, content, demands, annotations, name, Optional.of(other));
  }
}
