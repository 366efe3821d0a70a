/**
 * Findings in the formats that other programs read: JUnit XML, SARIF, GitHub's workflow commands.
 * A list of {@link dev.gatehouse.cli.report.Finding}s comes in, text goes out.
 */
@NullMarked
package dev.gatehouse.cli.report;

import org.jspecify.annotations.NullMarked;
