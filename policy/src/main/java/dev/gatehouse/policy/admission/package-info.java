/** The API server's side: an admission request comes in, its answer goes out. */
@NullMarked
package dev.gatehouse.policy.admission;

import org.jspecify.annotations.NullMarked;
