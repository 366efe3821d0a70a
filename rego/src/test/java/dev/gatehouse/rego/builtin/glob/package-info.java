/** Tests of globs. */
@NullMarked
package dev.gatehouse.rego.builtin.glob;

import org.jspecify.annotations.NullMarked;
