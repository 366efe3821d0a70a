/**
 * An image's digest and a key or an identity token come in, and a signature or attestation goes out in
 * the form in which it is stored: a Sigstore bundle, or a layer of cosign's older form.
 *
 * <p>A {@link dev.gatehouse.trust.sign.SigningKey} comes from cosign's key files or is made anew; the
 * {@link dev.gatehouse.trust.sign.SigningServices} say which authority, logs and timestamp authorities
 * take part. Nothing here stores anything.
 */
@NullMarked
package dev.gatehouse.trust.sign;

import org.jspecify.annotations.NullMarked;
