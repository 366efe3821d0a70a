/** Tests. */
@NullMarked
package dev.gatehouse.trust.registry;

import org.jspecify.annotations.NullMarked;
