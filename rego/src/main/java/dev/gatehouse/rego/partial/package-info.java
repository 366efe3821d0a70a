/**
 * Bodies that a partial evaluation left in, shorter bodies and modules of rules out: variables that
 * only hand a value on are removed, a negated choice becomes a choice of negations, and rules that
 * cannot be part of the result are collected in modules. All of it is rewriting of syntax trees in
 * core form; the evaluation itself is in {@link dev.gatehouse.rego.search}.
 */
@NullMarked
package dev.gatehouse.rego.partial;

import org.jspecify.annotations.NullMarked;
