/**
 * Hostile text comes in, and typed fields come out or a {@link
 * dev.gatehouse.trust.text.MalformedException} that says which field is wrong: JSON without
 * repeated keys, PEM blocks, DER.
 */
@NullMarked
package dev.gatehouse.trust.text;

import org.jspecify.annotations.NullMarked;
