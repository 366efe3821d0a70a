/** The types that Rego's checker knows, and the check of a module against them. */
@NullMarked
package dev.gatehouse.rego.types;

import org.jspecify.annotations.NullMarked;
