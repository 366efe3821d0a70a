/** Which objects a constraint is about: the match criteria of a constraint and a review come in, yes, no or an error goes out. */
@NullMarked
package dev.gatehouse.policy.match;

import org.jspecify.annotations.NullMarked;
