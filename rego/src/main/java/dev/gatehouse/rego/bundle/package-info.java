/**
 * Bundles: policies and data in one archive or folder, as OPA defines them.
 *
 * <p>In come the bytes of a {@code .tar.gz} or a folder; out comes a
 * {@link dev.gatehouse.rego.bundle.Bundle} whose content lies within the roots of its manifest and,
 * where a key was given, is signed by it. What is wrong is a
 * {@link dev.gatehouse.rego.bundle.BundleException}.
 */
@NullMarked
package dev.gatehouse.rego.bundle;

import org.jspecify.annotations.NullMarked;
