/** What evaluation gives, and where it ends. */
@NullMarked
package dev.gatehouse.rego.eval;

import org.jspecify.annotations.NullMarked;
