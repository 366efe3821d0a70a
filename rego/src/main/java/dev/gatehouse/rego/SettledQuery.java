package dev.gatehouse.rego;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Value;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A query whose errors are settled: the fast evaluation may come to an error that OPA does not come
 * to, since its rule index or an early exit passes over it, or to another one first. Where there is
 * an error, and where errors of built-in functions halt, OPA's own way of evaluation, which is
 * slower, gives the result.
 */
final class SettledQuery implements Query {

  private final Query query;
  private final Supplier<Inquiry> settling;

  SettledQuery(Query query, Supplier<Inquiry> settling) {
    this.query = query;
    this.settling = settling;
  }

  /**
   * What the fast evaluation gives; where it comes to an error, or where errors of built-in
   * functions halt, what is made of the solutions that OPA's own way finds.
   */
  static <T extends @Nullable Object> T settle(Input input, Function<Input, T> fast,
      Supplier<Inquiry> settling, Function<List<Solution>, T> result) {
    if (input.strictErrors()) {
      return result.apply(settling.get().ordered(input));
    }
    try {
      return fast.apply(input);
    } catch (EvaluationException e) {
      return result.apply(settling.get().settled(input, e));
    }
  }

  @Override
  public List<Solution> solutions(Input input) {
    return settle(input, query::solutions, settling, this::shown);
  }

  @Override
  public @Nullable Value value(Input input) {
    return SettledQuery.<@Nullable Value>settle(input, query::value, settling, this::first);
  }

  private List<Solution> shown(List<Solution> solutions) {
    return solutions.stream().map(settling.get()::shown).toList();
  }

  private @Nullable Value first(List<Solution> solutions) {
    if (solutions.isEmpty()) {
      return null;
    }
    var first = settling.get().shown(solutions.getFirst());
    var values = first.expressions().isEmpty() ? first.bindings().values() : first.expressions();
    return values.isEmpty() ? BooleanValue.TRUE : values.iterator().next();
  }
}
