@NullMarked
package dev.gatehouse.rego.partial;

import org.jspecify.annotations.NullMarked;
