/**
 * Suites: tests of policies as data, in the format of gator. A path comes in, suites are read and
 * run, {@link dev.gatehouse.cli.suite.SuiteResult}s go out and are printed as gator prints them.
 */
@NullMarked
package dev.gatehouse.cli.suite;

import org.jspecify.annotations.NullMarked;
