/** Runs every public suite that is present. */
@NullMarked
package dev.gatehouse.conformance;

import org.jspecify.annotations.NullMarked;
