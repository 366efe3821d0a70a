/**
 * Compares this engine with OPA: seeded generators make programs, calls of built-in functions and
 * layouts; both sides answer; what differs is made small and printed as a case of a suite.
 */
@NullMarked
package dev.gatehouse.conformance.differential;

import org.jspecify.annotations.NullMarked;
