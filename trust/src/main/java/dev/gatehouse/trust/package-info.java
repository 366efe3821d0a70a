/**
 * Who made an image: an image reference comes in, and who signed the very
 * {@link dev.gatehouse.trust.Digest} it stands for goes out, or a reason why nobody is known.
 *
 * <p>Nothing here knows of Kubernetes or policy. {@code registry} finds {@link
 * dev.gatehouse.trust.Material} for a digest, {@code verify} proves what it says; what proves a
 * verification can be made only by verifying.
 */
@NullMarked
package dev.gatehouse.trust;

import org.jspecify.annotations.NullMarked;
