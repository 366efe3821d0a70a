/**
 * Requests as {@code http.send} makes them: in comes its object, out comes a response or why there
 * is none, in the words of Go's client. What a policy may say of a request, where redirects lead,
 * how often it is tried and what is kept is decided here; {@link dev.gatehouse.http} brings each
 * request to its server, within the bounds it is given.
 */
@NullMarked
package dev.gatehouse.rego.builtin.http;

import org.jspecify.annotations.NullMarked;
