/** Tests of the tools of the Rego language. */
@NullMarked
package dev.gatehouse.cli.rego;

import org.jspecify.annotations.NullMarked;
