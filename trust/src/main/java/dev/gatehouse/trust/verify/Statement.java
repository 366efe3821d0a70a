package dev.gatehouse.trust.verify;

import dev.gatehouse.json.ObjectValue;

/**
 * A verified in-toto statement.
 *
 * @param json the whole statement as it was signed
 */
public record Statement(String predicateType, ObjectValue json) {}
