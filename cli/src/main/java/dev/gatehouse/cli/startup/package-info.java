/** What the build does to class files so that the start-up cache can hold them. */
@NullMarked
package dev.gatehouse.cli.startup;

import org.jspecify.annotations.NullMarked;
