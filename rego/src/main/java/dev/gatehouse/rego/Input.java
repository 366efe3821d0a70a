package dev.gatehouse.rego;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.util.function.BooleanSupplier;
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
 * @param cancelled whether the caller no longer wants the answer; asked now and then while the
 *     evaluation runs, by its thread. A yes halts it with {@link EvaluationException#CANCEL}
 */
public record Input(
    @Nullable Value input,
    ObjectValue data,
    Limits limits,
    boolean strictErrors,
    Consumer<String> print,
    Consumer<EvaluationException> errors,
    BooleanSupplier cancelled) {

  private static final Consumer<EvaluationException> NO_ERRORS = error -> {};
  private static final BooleanSupplier NEVER = () -> false;

  /** Never cancelled; errors of built-in functions that do not halt are forgotten. */
  public Input(
      @Nullable Value input,
      ObjectValue data,
      Limits limits,
      boolean strictErrors,
      Consumer<String> print) {
    this(input, data, limits, strictErrors, print, NO_ERRORS, NEVER);
  }

  public static Input of(@Nullable Value input, ObjectValue data) {
    return new Input(input, data, Limits.DEFAULT, false, line -> {});
  }

  public Input withInput(Value changed) {
    return new Input(changed, data, limits, strictErrors, print, errors, cancelled);
  }

  public Input withLimits(Limits changed) {
    return new Input(input, data, changed, strictErrors, print, errors, cancelled);
  }

  public Input withStrictErrors(boolean changed) {
    return new Input(input, data, limits, changed, print, errors, cancelled);
  }

  public Input withPrint(Consumer<String> changed) {
    return new Input(input, data, limits, strictErrors, changed, errors, cancelled);
  }

  public Input withErrors(Consumer<EvaluationException> changed) {
    return new Input(input, data, limits, strictErrors, print, changed, cancelled);
  }

  public Input withCancellation(BooleanSupplier changed) {
    return new Input(input, data, limits, strictErrors, print, errors, changed);
  }
}
