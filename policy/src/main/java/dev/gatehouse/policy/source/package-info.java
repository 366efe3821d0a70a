/** Where policies come from: files come in, policy sets and located problems go out. */
@NullMarked
package dev.gatehouse.policy.source;

import org.jspecify.annotations.NullMarked;
