/** Tests of parameter schemas. */
@NullMarked
package dev.gatehouse.policy.schema;

import org.jspecify.annotations.NullMarked;
