/**
 * Calls over HTTP/1.1 to servers that nobody trusts: a call and its bounds come in, an answer that
 * is complete and within them goes out, or an {@link dev.gatehouse.http.HttpException} that says how
 * far the exchange came.
 *
 * <p>The address that was checked is the address that is connected to, no redirect is followed,
 * heads and bodies are bounded, and at the deadline the connection is cut whatever the server does.
 * Who calls knows what the answers mean: this package knows nothing of registries, of logs or of
 * {@code http.send}. The words for what is wrong with an answer are those of Go's client, because
 * policies get to see them.
 */
@NullMarked
package dev.gatehouse.http;

import org.jspecify.annotations.NullMarked;
