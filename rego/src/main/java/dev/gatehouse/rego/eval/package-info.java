/** A plan in, closures out that evaluate it; limits, cancellation, tracing. */
@NullMarked
package dev.gatehouse.rego.eval;

import org.jspecify.annotations.NullMarked;
