/**
 * Text as Go's standard library writes and reads it: formatting verbs, quoted strings, floating-point
 * numbers, times, URLs. Rego's functions are defined by these.
 */
@NullMarked
package dev.gatehouse.rego.builtin.go;

import org.jspecify.annotations.NullMarked;
