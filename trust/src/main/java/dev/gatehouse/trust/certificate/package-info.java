/**
 * An X.509 certificate comes in, and goes out as what signing needs of it: its key, its names, the
 * claims that Fulcio writes, and whether it chains to an authority at a given time.
 */
@NullMarked
package dev.gatehouse.trust.certificate;

import org.jspecify.annotations.NullMarked;
