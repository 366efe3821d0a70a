/**
 * The command line: one executable, one class per command.
 *
 * <p>Arguments come in, text and an exit code go out; what a command does lives in the modules it
 * calls. {@link dev.gatehouse.cli.Main} lists the commands.
 */
@NullMarked
package dev.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
