/**
 * Whether an image may be run, by who signed it: rules of people and an {@link
 * dev.gatehouse.trust.ImageReference} come in, an {@link dev.gatehouse.trust.image.ImageVerdict} with
 * everything that was found goes out.
 *
 * <p>{@code ImageRuleReader} reads rules from files: Sigstore's {@code ClusterImagePolicy} and {@code
 * TrustRoot}, and the same in Gatehouse's own group with more to say, owners and settings.
 */
@NullMarked
package dev.gatehouse.trust.image;

import org.jspecify.annotations.NullMarked;
