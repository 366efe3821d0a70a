/**
 * Objects judged by the policies that lie among them, as {@code gator test} does: objects come in,
 * every violation with its object goes out.
 */
@NullMarked
package dev.gatehouse.cli.judge;

import org.jspecify.annotations.NullMarked;
