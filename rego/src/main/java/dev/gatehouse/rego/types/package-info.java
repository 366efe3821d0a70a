/**
 * The types that Rego's checker knows, and what it computes with them: unions, what is under a key,
 * whether two types can meet. The check of modules against them is a stage of {@code compile}.
 */
@NullMarked
package dev.gatehouse.rego.types;

import org.jspecify.annotations.NullMarked;
