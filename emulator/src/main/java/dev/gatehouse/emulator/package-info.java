/**
 * A Sigstore of our own on the loopback interface, for tests and the demo: an identity provider, a
 * certificate authority, a certificate log, signature logs, a timestamp authority and a registry.
 *
 * <p>Everything is kept in memory and ends with the process; its keys protect nothing.
 */
@NullMarked
package dev.gatehouse.emulator;

import org.jspecify.annotations.NullMarked;
