/** Tests of the library's entry. */
@NullMarked
package dev.gatehouse.rego;

import org.jspecify.annotations.NullMarked;
