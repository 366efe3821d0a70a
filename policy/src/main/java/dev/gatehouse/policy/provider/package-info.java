/** Data from outside the cluster: the external-data client, its cache, and the built-in function that policies call. */
@NullMarked
package dev.gatehouse.policy.provider;

import org.jspecify.annotations.NullMarked;
