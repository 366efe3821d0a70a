package dev.gatehouse.trust.verify;

/** What must have been signed. */
public sealed interface Content {

  /** The image or artifact itself; an attestation about it is none. */
  record Signature() implements Content {}

  /** A statement about it whose predicate has this very type, a URI. */
  record Attestation(String predicateType) implements Content {
    public Attestation {
      if (predicateType.isEmpty()) {
        throw new IllegalArgumentException("an attestation needs its predicate type");
      }
    }
  }

  /** The artifact itself or any statement about it: for tools that only ask whether it is named. */
  record SignatureOrStatement() implements Content {}
}
