package dev.gatehouse.rego.eval;

import dev.gatehouse.rego.plan.Block;

/**
 * A clause, or the body of a query, as it is made into code.
 *
 * @param parameters how many slots are filled when it begins
 * @param slots how many slots it needs
 */
record Work(Block body, Ending ending, int parameters, int slots) {}
