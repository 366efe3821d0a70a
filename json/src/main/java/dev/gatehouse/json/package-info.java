/**
 * Values and their text. JSON and YAML text comes in, immutable {@link dev.gatehouse.json.Value}s go
 * out, and back.
 *
 * <p>The values are those of Rego, which are JSON's plus sets and keys of any type. They have one
 * total order (null, booleans, numbers, strings, arrays, objects, sets), one equality that agrees
 * with it (the numbers {@code 1}, {@code 1.0} and {@code 1e0} are equal) and iterate in that order.
 * Everything here is immutable and may be shared between threads.
 */
@NullMarked
package dev.gatehouse.json;

import org.jspecify.annotations.NullMarked;
