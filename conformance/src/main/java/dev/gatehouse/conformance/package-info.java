/** Placeholder. */
@NullMarked
package dev.gatehouse.conformance;

import org.jspecify.annotations.NullMarked;
