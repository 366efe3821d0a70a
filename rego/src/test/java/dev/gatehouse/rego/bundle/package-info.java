/** Tests of bundles. */
@NullMarked
package dev.gatehouse.rego.bundle;

import org.jspecify.annotations.NullMarked;
