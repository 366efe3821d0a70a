/** Tests. */
@NullMarked
package dev.gatehouse.trust;

import org.jspecify.annotations.NullMarked;
