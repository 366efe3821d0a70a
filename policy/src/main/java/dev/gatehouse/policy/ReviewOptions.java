package dev.gatehouse.policy;

import dev.gatehouse.rego.Limits;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How a review is carried out.
 *
 * @param limits what the evaluation of one constraint may use
 * @param deadline when the review must be over, on the clock of {@link System#nanoTime}, if ever
 * @param explain whether results name the field at fault, which costs a walk over the object
 * @param print takes the lines that policies print
 * @param observer told of each evaluation
 */
public record ReviewOptions(
    Limits limits,
    OptionalLong deadline,
    boolean explain,
    Consumer<String> print,
    EvaluationObserver observer) {

  /** The engine's limits, no deadline, no explanation, prints nothing. */
  public static final ReviewOptions DEFAULT = new ReviewOptions(Limits.DEFAULT,
      OptionalLong.empty(), false, line -> {}, EvaluationObserver.NONE);

  public ReviewOptions withExplain() {
    return new ReviewOptions(limits, deadline, true, print, observer);
  }

  public ReviewOptions withLimits(Limits changed) {
    return new ReviewOptions(changed, deadline, explain, print, observer);
  }

  /** These options with a deadline on the clock of {@link System#nanoTime}. */
  public ReviewOptions withDeadline(long nanoTime) {
    return new ReviewOptions(limits, OptionalLong.of(nanoTime), explain, print, observer);
  }

  public ReviewOptions withPrint(Consumer<String> changed) {
    return new ReviewOptions(limits, deadline, explain, changed, observer);
  }

  public ReviewOptions withObserver(EvaluationObserver changed) {
    return new ReviewOptions(limits, deadline, explain, print, changed);
  }

  /**
   * The options for an evaluation that begins at a time: none takes longer than the review may.
   *
   * @throws ReviewException if the deadline is over
   */
  ReviewOptions beginningAt(long nanoTime) throws ReviewException {
    if (deadline.isEmpty()) {
      return this;
    }
    var left = deadline.getAsLong() - nanoTime;
    if (left <= 0) {
      throw new ReviewException("the time for the review is over, not every policy was evaluated");
    }
    return left >= limits.time().toNanos()
        ? this
        : withLimits(new Limits(
            limits.steps(), limits.depth(), Duration.ofNanos(left), limits.resultSize()));
  }
}
