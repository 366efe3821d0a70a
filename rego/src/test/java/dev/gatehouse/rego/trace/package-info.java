@NullMarked
package dev.gatehouse.rego.trace;

import org.jspecify.annotations.NullMarked;
