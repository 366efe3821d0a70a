/**
 * HTTP/1.1 towards servers that nobody trusts: a call and its bounds come in, an answer that is
 * complete and within them goes out, or an {@link dev.gatehouse.trust.http.HttpException}.
 *
 * <p>The JDK's client can neither be told which address a name may stand for nor made to give up on
 * a body that never ends, so this one is our own: the address that was checked is the address that
 * is connected to, no redirect is followed, headers and bodies are bounded, and at the deadline the
 * connection is cut whatever the server does. It knows nothing of registries; the clients of
 * certificate authorities and logs use it too.
 */
@NullMarked
package dev.gatehouse.trust.http;

import org.jspecify.annotations.NullMarked;
