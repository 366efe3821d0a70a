/**
 * A {@code trusted_root.json} or PEM files come in, and an immutable {@link
 * dev.gatehouse.trust.root.TrustRoot} goes out: which authorities, logs and timestamp authorities
 * may be believed, and when. A {@link dev.gatehouse.trust.root.TrustRootSource} gives the one to use
 * now.
 */
@NullMarked
package dev.gatehouse.trust.root;

import org.jspecify.annotations.NullMarked;
