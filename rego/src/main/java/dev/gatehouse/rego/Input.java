package dev.gatehouse.rego;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation works on.
 *
 * @param input the {@code input} document, null for undefined
 * @param data the base documents below {@code data}
 * @param limits what the evaluation may use
 * @param strictErrors whether an error of a built-in function halts; otherwise the call is undefined
 * @param print takes the lines of {@code print}
 * @param errors takes the errors of built-in functions that do not halt
 */
public record Input(
    @Nullable Value input,
    ObjectValue data,
    Limits limits,
    boolean strictErrors,
    Consumer<String> print,
    Consumer<EvaluationException> errors) {

  private static final Consumer<EvaluationException> NO_ERRORS = error -> {};

  /** Errors of built-in functions that do not halt are forgotten. */
  public Input(
      @Nullable Value input,
      ObjectValue data,
      Limits limits,
      boolean strictErrors,
      Consumer<String> print) {
    this(input, data, limits, strictErrors, print, NO_ERRORS);
  }

  public static Input of(@Nullable Value input, ObjectValue data) {
    return new Input(input, data, Limits.DEFAULT, false, line -> {});
  }

  public Input withLimits(Limits changed) {
    return new Input(input, data, changed, strictErrors, print, errors);
  }

  public Input withStrictErrors(boolean changed) {
    return new Input(input, data, limits, changed, print, errors);
  }

  public Input withPrint(Consumer<String> changed) {
    return new Input(input, data, limits, strictErrors, changed, errors);
  }

  public Input withErrors(Consumer<EvaluationException> changed) {
    return new Input(input, data, limits, strictErrors, print, changed);
  }
}
