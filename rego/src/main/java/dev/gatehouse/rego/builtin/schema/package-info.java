/**
 * JSON Schema of drafts 4, 6 and 7: a schema as a value in, a compiled schema out, which gives the
 * failures of a document with the messages that OPA gives. Nothing is loaded from elsewhere.
 */
@NullMarked
package dev.gatehouse.rego.builtin.schema;

import org.jspecify.annotations.NullMarked;
