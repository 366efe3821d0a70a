package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import org.jspecify.annotations.Nullable;

/** Gives one value, or null for undefined. */
abstract class Expression {

  abstract @Nullable Value eval(Frame frame);
}
