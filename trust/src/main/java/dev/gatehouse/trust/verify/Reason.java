package dev.gatehouse.trust.verify;

/** Why something is not verified. */
public enum Reason {
  /** It cannot be read, or is larger than it may be. */
  MALFORMED,
  /** It is of a form or version that is not supported. */
  UNSUPPORTED,
  /** It is about another image or artifact. */
  WRONG_DIGEST,
  /** It is no signature, or an attestation of another predicate type. */
  WRONG_CONTENT,
  /** It lacks a wanted annotation. */
  WRONG_ANNOTATION,
  /** It was made for another repository. */
  WRONG_REPOSITORY,
  /** The signature is not that of the key, or what was signed has changed. */
  BAD_SIGNATURE,
  /** It was made with another kind of signer: a key where a certificate is wanted, or the reverse. */
  WRONG_SIGNER,
  /** The certificate does not come from an authority that is trusted. */
  UNTRUSTED_CERTIFICATE,
  /** Certificate, key or authority were not valid at a time at which it was signed. */
  OUTSIDE_VALIDITY,
  /** No log has an entry that proves it, or fewer logs than demanded. */
  NO_LOG_ENTRY,
  /** A log's entry has a bad promise, proof or checkpoint. */
  BAD_LOG_ENTRY,
  /** A log's entry is about something else. */
  FOREIGN_LOG_ENTRY,
  /** Nothing trusted says when it was signed, or fewer than demanded. */
  NO_TIMESTAMP,
  /** A timestamp is not valid or not from a trusted authority. */
  BAD_TIMESTAMP,
  /** The certificate is in no trusted certificate log, or in fewer than demanded. */
  NO_CERTIFICATE_LOG,
  /** The signer is not one that is wanted. */
  WRONG_IDENTITY,
  /** It is what is wanted, but a policy objects to what it says. */
  NOT_COMPLIANT
}
