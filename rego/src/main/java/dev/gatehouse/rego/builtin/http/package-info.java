/**
 * Requests over HTTP/1.1 as {@code http.send} makes them: in comes its object, out comes a response
 * or why there is none, in the words of Go's client. It has a client of its own because a policy may
 * say what the JDK's does not let it: the server's name, the host header, sockets of the machine; and
 * because it asks for the status as the server wrote it. Every wait, size and count is bounded.
 */
@NullMarked
package dev.gatehouse.rego.builtin.http;

import org.jspecify.annotations.NullMarked;
