package dev.gatehouse.policy;

import dev.gatehouse.rego.Limits;
import java.util.function.Consumer;

/**
 * How a review is carried out.
 *
 * @param limits what the evaluation of one constraint may use
 * @param explain whether results name the field at fault, which costs a walk over the object
 * @param print takes the lines that policies print
 */
public record ReviewOptions(Limits limits, boolean explain, Consumer<String> print) {

  /** The engine's limits, no explanation, prints nothing. */
  public static final ReviewOptions DEFAULT = new ReviewOptions(Limits.DEFAULT, false, line -> {});

  public ReviewOptions withExplain() {
    return new ReviewOptions(limits, true, print);
  }

  public ReviewOptions withLimits(Limits changed) {
    return new ReviewOptions(changed, explain, print);
  }

  public ReviewOptions withPrint(Consumer<String> changed) {
    return new ReviewOptions(limits, explain, changed);
  }
}
