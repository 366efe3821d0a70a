/**
 * A client for OCI registries that trusts none of them: an image's name comes in, and its digest and
 * every signature and attestation stored beside it go out, or a {@link
 * dev.gatehouse.trust.registry.RegistryException}.
 *
 * <p>Whatever is fetched is checked against the digest that names it. Names, redirects, token
 * servers, sizes, counts and times are bounded; credentials go to the host they are meant for and to
 * nobody else. Nothing is verified here beyond digests: that is the verifier's part.
 */
@NullMarked
package dev.gatehouse.trust.registry;

import org.jspecify.annotations.NullMarked;
