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
 */
public record Input(
    @Nullable Value input,
    ObjectValue data,
    Limits limits,
    boolean strictErrors,
    Consumer<String> print) {

  public static Input of(@Nullable Value input, ObjectValue data) {
    return new Input(input, data, Limits.DEFAULT, false, line -> {});
  }

  public Input withLimits(Limits changed) {
    return new Input(input, data, changed, strictErrors, print);
  }

  public Input withStrictErrors(boolean changed) {
    return new Input(input, data, limits, changed, print);
  }

  public Input withPrint(Consumer<String> changed) {
    return new Input(input, data, limits, strictErrors, changed);
  }
}
