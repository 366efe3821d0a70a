/**
 * Makes up calls of built-in functions: a name and dice come in, the text of a call goes out. Each
 * family has a table of recipes, which draw arguments that the functions make something of; other
 * arguments are of the declared types, or of none.
 */
@NullMarked
package dev.gatehouse.conformance.differential.call;

import org.jspecify.annotations.NullMarked;
