/** Tests of expansion. */
@NullMarked
package dev.gatehouse.policy.expansion;

import org.jspecify.annotations.NullMarked;
