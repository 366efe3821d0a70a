/** Tests of external data. */
@NullMarked
package dev.gatehouse.policy.provider;

import org.jspecify.annotations.NullMarked;
