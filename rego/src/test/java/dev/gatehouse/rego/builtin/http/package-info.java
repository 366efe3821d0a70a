/** Requests to servers on the loopback interface. */
@NullMarked
package dev.gatehouse.rego.builtin.http;

import org.jspecify.annotations.NullMarked;
