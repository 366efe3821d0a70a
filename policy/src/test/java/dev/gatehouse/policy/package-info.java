/** Tests of the constraint framework. */
@NullMarked
package dev.gatehouse.policy;

import org.jspecify.annotations.NullMarked;
