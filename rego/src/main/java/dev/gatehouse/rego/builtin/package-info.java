/** The built-in functions: one table row each, in one class per family. */
@NullMarked
package dev.gatehouse.rego.builtin;

import org.jspecify.annotations.NullMarked;
