/** Reading trust roots. */
@NullMarked
package dev.gatehouse.trust.root;

import org.jspecify.annotations.NullMarked;
