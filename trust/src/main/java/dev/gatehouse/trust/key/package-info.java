/**
 * A public key comes in, as DER or PEM, and can say whether a signature over a {@link
 * dev.gatehouse.trust.key.Message} is its own: ECDSA on P-256, P-384 and P-521, Ed25519 with and
 * without prehash, RSA with PKCS #1 and PSS padding.
 */
@NullMarked
package dev.gatehouse.trust.key;

import org.jspecify.annotations.NullMarked;
