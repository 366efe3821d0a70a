/** What a workload will generate: an object and expansion templates come in, the objects that controllers would make of it go out. */
@NullMarked
package dev.gatehouse.policy.expansion;

import org.jspecify.annotations.NullMarked;
