/** Tests. */
@NullMarked
package dev.gatehouse.trust.http;

import org.jspecify.annotations.NullMarked;
