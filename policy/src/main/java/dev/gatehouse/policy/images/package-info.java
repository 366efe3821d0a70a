/**
 * Policies about images as constraints: a {@code ClusterImagePolicy} of Sigstore or an {@code
 * ImagePolicy} comes in, and the constraints that hold objects to it go out.
 *
 * <p>Only where a policy applies and what follows is read here. Whose signature an image needs is
 * read where signatures are verified; the constraints ask for it with {@code external_data}.
 */
@NullMarked
package dev.gatehouse.policy.images;

import org.jspecify.annotations.NullMarked;
