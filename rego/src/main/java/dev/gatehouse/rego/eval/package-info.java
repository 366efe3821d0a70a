/**
 * A plan in, its results out: operands become {@link dev.gatehouse.rego.eval.Expression}s,
 * statements become {@link dev.gatehouse.rego.eval.Test}s where they hold at most once and
 * {@link dev.gatehouse.rego.eval.Step}s where they may hold several times and call what follows for
 * each time. All are immutable and shared by threads; what changes is in the
 * {@link dev.gatehouse.rego.eval.Context} of one evaluation and the
 * {@link dev.gatehouse.rego.eval.Frame} of one rule.
 *
 * <p>In this package null is Rego's "undefined".
 */
@NullMarked
package dev.gatehouse.rego.eval;

import org.jspecify.annotations.NullMarked;
