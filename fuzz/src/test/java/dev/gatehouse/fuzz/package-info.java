/**
 * Fuzz targets: whatever reads what others write gets any bytes and answers with a result or with
 * its own exception. The inputs beside each class, seeds and former crashes, run as tests; {@code
 * fuzz/run} searches for more.
 */
@NullMarked
package dev.gatehouse.fuzz;

import org.jspecify.annotations.NullMarked;
