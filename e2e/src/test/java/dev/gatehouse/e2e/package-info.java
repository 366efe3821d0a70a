/**
 * The house among real programs: cosign signs and verifies, a Sigstore and registries serve, all on
 * the loopback interface. What is not built yet is built by {@code e2e/run}; without it the tests
 * are skipped.
 */
@NullMarked
package dev.gatehouse.e2e;

import org.jspecify.annotations.NullMarked;
