/** Source text in, a {@link dev.gatehouse.rego.syntax.Module} out: tokens, the tree of records, the parser. */
@NullMarked
package dev.gatehouse.rego.syntax;

import org.jspecify.annotations.NullMarked;
