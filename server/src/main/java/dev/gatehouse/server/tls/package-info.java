/**
 * The server's identity and its callers' identity.
 *
 * <p>In: PEM files (certificate chain, private key, certificate authorities of the callers), or the
 * names for a certificate that is made at start. Out: an {@code SSLContext} whose key and
 * authorities follow the files while connections are served; a broken pair of files never replaces
 * a good one.
 */
@NullMarked
package dev.gatehouse.server.tls;

import org.jspecify.annotations.NullMarked;
