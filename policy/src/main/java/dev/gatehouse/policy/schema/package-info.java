/** The schema of a constraint's parameters: OpenAPI v3 as Kubernetes reads it. A schema and a value come in; errors, defaults and unknown fields go out. */
@NullMarked
package dev.gatehouse.policy.schema;

import org.jspecify.annotations.NullMarked;
