/**
 * A checked policy in, a {@link dev.gatehouse.rego.plan.Plan} out: every name resolved to a slot, a
 * rule group, a built-in function or a place among the base documents, every unification taken
 * apart into binding, comparing and looking into values. A plan is data alone and says nothing of
 * how it is run; whatever runs it needs no unification and no names.
 *
 * <p>{@link dev.gatehouse.rego.plan.Operand}s give one value or are undefined,
 * {@link dev.gatehouse.rego.plan.Statement}s of a {@link dev.gatehouse.rego.plan.Block} hold or
 * not, some of them several times. Slots are numbered within a
 * {@link dev.gatehouse.rego.plan.Clause}, its comprehensions included.
 */
@NullMarked
package dev.gatehouse.rego.plan;

import org.jspecify.annotations.NullMarked;
