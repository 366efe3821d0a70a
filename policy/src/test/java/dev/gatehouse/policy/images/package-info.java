/** Tests of policies about images. */
@NullMarked
package dev.gatehouse.policy.images;

import org.jspecify.annotations.NullMarked;
