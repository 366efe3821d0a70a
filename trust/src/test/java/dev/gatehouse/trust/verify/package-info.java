/** Verification against a Sigstore of our own that makes every fault on purpose. */
@NullMarked
package dev.gatehouse.trust.verify;

import org.jspecify.annotations.NullMarked;
