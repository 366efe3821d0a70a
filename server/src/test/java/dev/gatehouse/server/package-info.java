/** Tests of the webhook: real servers on loopback, real clients and bad ones. */
@NullMarked
package dev.gatehouse.server;

import org.jspecify.annotations.NullMarked;
