/** Tests of certificates. */
@NullMarked
package dev.gatehouse.server.tls;

import org.jspecify.annotations.NullMarked;
