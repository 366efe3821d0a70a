package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Location;
import org.jspecify.annotations.Nullable;

/**
 * An expression of a query whose value is shown with each solution.
 *
 * @param location where it is, and its text
 * @param variable the variable of the query in core form that has its value, null where the value is
 *     true whenever there is a solution
 */
public record Shown(Location location, @Nullable String variable) {}
