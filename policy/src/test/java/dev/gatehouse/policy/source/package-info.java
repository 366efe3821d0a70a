/** Tests of policies from files. */
@NullMarked
package dev.gatehouse.policy.source;

import org.jspecify.annotations.NullMarked;
