/** Rules and inputs of those who mean harm, in every way in which they are evaluated. */
@NullMarked
package dev.gatehouse.rego.hostile;

import org.jspecify.annotations.NullMarked;
