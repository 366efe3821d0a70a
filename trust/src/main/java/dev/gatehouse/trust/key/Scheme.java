package dev.gatehouse.trust.key;

/** How a signature is made with a key; the hash is that of the message, not of the padding. */
public sealed interface Scheme {

  /** ECDSA, the signature in DER. */
  record Ecdsa(Hash hash) implements Scheme {}

  /** Ed25519 over the message itself (RFC 8032). */
  record Ed25519() implements Scheme {}

  /** Ed25519ph: over the message's SHA-512. */
  record Ed25519Prehashed() implements Scheme {}

  /** RSA with PKCS #1 v1.5 padding. */
  record RsaPkcs1(Hash hash) implements Scheme {}

  /** RSA-PSS with MGF1 of the same hash and a salt as long as the hash. */
  record RsaPss(Hash hash) implements Scheme {}
}
