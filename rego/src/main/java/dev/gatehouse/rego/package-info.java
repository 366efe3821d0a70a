/**
 * The Rego language, for anybody who wants to evaluate it: source text and data in, values out.
 *
 * <p>{@link dev.gatehouse.rego.Policy} compiles sources once, reporting every
 * {@link dev.gatehouse.rego.Issue} at once, and prepares {@link dev.gatehouse.rego.Query}s, which
 * any number of threads evaluate at the same time. Nothing here knows of Kubernetes.
 *
 * <p>Inside, text becomes tokens and a module ({@code syntax}), a checked module
 * ({@code compile}, {@code types}), a plan ({@code plan}), and closures that run it ({@code eval})
 * with the functions of {@code builtin}.
 */
@NullMarked
package dev.gatehouse.rego;

import org.jspecify.annotations.NullMarked;
