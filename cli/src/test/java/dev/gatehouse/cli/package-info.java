/** The commands, run as a user runs them. */
@NullMarked
package dev.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
