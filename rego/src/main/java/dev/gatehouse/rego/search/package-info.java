/**
 * A checked policy and a query in, solutions out, and every event on the way. Rules are searched in
 * OPA's own order, by its index, caches and early exits, so that traces, coverage and profiles say what
 * OPA's would; nothing here is planned ahead or fast. Only observed evaluations come here: all others
 * run the plan of {@link dev.gatehouse.rego.eval}, which knows nothing of observers.
 *
 * <p>In this package null is Rego's "undefined", and a null {@link dev.gatehouse.rego.search.Stop} means
 * that the search goes on.
 */
@NullMarked
package dev.gatehouse.rego.search;

import org.jspecify.annotations.NullMarked;
