/**
 * Go's text templates over values of Rego, without methods.
 * What is wrong in a template is an {@link IllegalArgumentException}.
 */
@NullMarked
package dev.gatehouse.rego.builtin.template;

import org.jspecify.annotations.NullMarked;
