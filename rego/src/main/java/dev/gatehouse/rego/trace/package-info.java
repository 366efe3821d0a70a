/**
 * What an evaluation can tell of itself. {@link dev.gatehouse.rego.trace.Event}s come in, one for each
 * thing that happens to an expression, body or rule, in OPA's order; traces, coverage and profiles
 * come out. An evaluation that nobody observes makes no events.
 */
@NullMarked
package dev.gatehouse.rego.trace;

import org.jspecify.annotations.NullMarked;
