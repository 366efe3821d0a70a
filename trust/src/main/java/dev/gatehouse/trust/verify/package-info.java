/**
 * {@link dev.gatehouse.trust.Material} that nobody has checked comes in, together with what is {@link
 * dev.gatehouse.trust.verify.Wanted}; a {@link dev.gatehouse.trust.verify.Verified} goes out, or a
 * {@link dev.gatehouse.trust.verify.VerificationException} that says why not.
 *
 * <p>The steps, in order: read the form, compare what it claims to be about, verify the signature,
 * the log entries, the timestamps, the certificate's chain at every time that was proven, its log
 * promise, and last the identity. An entry, a timestamp or a promise that cannot be verified is
 * noted and not counted; what counts must reach the number demanded.
 */
@NullMarked
package dev.gatehouse.trust.verify;

import org.jspecify.annotations.NullMarked;
