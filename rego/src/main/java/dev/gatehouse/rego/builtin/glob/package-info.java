/**
 * Globs: a glob and its delimiters come in, a matcher of texts goes out. OPA leaves globs to a library
 * that reads them into a tree, factors out what alternatives have in common and joins neighbours, and
 * what it matches depends on these steps: {@code a{*,a}} does not match {@code abb} there. The steps
 * are the same here, so that a glob lets through what it lets through in OPA.
 */
@NullMarked
package dev.gatehouse.rego.builtin.glob;

import org.jspecify.annotations.NullMarked;
