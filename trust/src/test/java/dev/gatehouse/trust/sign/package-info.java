/** Signing against a Sigstore of our own, and with the real cosign beside it. */
@NullMarked
package dev.gatehouse.trust.sign;

import org.jspecify.annotations.NullMarked;
