/** A parsed module in, a checked module in core form out, by named stages; or every issue found. */
@NullMarked
package dev.gatehouse.rego.compile;

import org.jspecify.annotations.NullMarked;
