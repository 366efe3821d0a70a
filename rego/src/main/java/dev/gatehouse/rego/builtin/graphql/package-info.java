/** GraphQL text in, its tree as a value out, in the shape that OPA gives it. */
@NullMarked
package dev.gatehouse.rego.builtin.graphql;

import org.jspecify.annotations.NullMarked;
