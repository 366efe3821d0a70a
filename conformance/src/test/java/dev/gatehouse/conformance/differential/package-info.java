/** Holds this engine against OPA, where OPA is there, and against what was found out about it. */
@NullMarked
package dev.gatehouse.conformance.differential;

import org.jspecify.annotations.NullMarked;
