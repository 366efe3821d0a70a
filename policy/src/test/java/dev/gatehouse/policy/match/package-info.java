/** Tests of match criteria. */
@NullMarked
package dev.gatehouse.policy.match;

import org.jspecify.annotations.NullMarked;
