/**
 * The canonical layout of Rego: a parsed module in, the text that {@code opa fmt} gives out.
 *
 * <p>{@link dev.gatehouse.rego.format.Formatter} arranges imports and rules; expressions and terms
 * are laid out by classes of their own, all of which write to one sheet that knows the indentation
 * and the comments that are still to come.
 */
@NullMarked
package dev.gatehouse.rego.format;

import org.jspecify.annotations.NullMarked;
