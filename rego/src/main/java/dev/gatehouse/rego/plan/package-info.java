/** A checked module in, a plan out: slots, arity, builtins and constants resolved, ready for any backend. */
@NullMarked
package dev.gatehouse.rego.plan;

import org.jspecify.annotations.NullMarked;
