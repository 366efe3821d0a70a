package dev.gatehouse.rego.eval;

/**
 * How much a program has to remember during an evaluation.
 *
 * @param groups groups of rules
 * @param clauses clauses whose frames are kept
 * @param paths paths into the input
 * @param indexes comprehensions that keep an index
 */
record Sizes(int groups, int clauses, int paths, int indexes) {}
