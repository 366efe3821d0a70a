/**
 * Public suites as data: each suite is a folder of cases that anybody may have recorded elsewhere;
 * a suite reads a folder, runs each {@link dev.gatehouse.conformance.Case} and says why one failed.
 */
@NullMarked
package dev.gatehouse.conformance;

import org.jspecify.annotations.NullMarked;
