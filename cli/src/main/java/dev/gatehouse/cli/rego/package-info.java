/**
 * The tools of the Rego language: {@code gatehouse rego eval}, {@code test}, {@code check} and so on,
 * with the flags, output and exit codes of the same commands of {@code opa}.
 *
 * <p>In come files, folders and bundles ({@link dev.gatehouse.cli.rego.Files}); out go results and
 * {@link dev.gatehouse.cli.rego.Problem}s as text or JSON.
 */
@NullMarked
package dev.gatehouse.cli.rego;

import org.jspecify.annotations.NullMarked;
