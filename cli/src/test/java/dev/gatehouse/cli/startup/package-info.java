/** Tests of what the build does to class files. */
@NullMarked
package dev.gatehouse.cli.startup;

import org.jspecify.annotations.NullMarked;
