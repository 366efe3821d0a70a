package dev.gatehouse.rego;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A query whose errors are settled: the fast evaluation may come to an error that OPA does not come
 * to, since its rule index or an early exit passes over it, or to another one first. Where there is
 * an error, OPA's own way of evaluation, which is slower, gives the result.
 */
final class SettledQuery implements Query {

  private final Query query;
  private final Supplier<Inquiry> settling;

  SettledQuery(Query query, Supplier<Inquiry> settling) {
    this.query = query;
    this.settling = settling;
  }

  /**
   * What the fast evaluation gives; where it comes to an error, what is made of the solutions that
   * OPA's own way finds.
   */
  static <T extends @Nullable Object> T settle(Input input, Function<Input, T> fast,
      Supplier<Inquiry> settling, Function<List<Solution>, T> result) {
    return input.strictErrors()
        ? settleStrict(input, fast, settling, result)
        : settleAny(input, fast, settling, result);
  }

  private static <T extends @Nullable Object> T settleAny(Input input, Function<Input, T> fast,
      Supplier<Inquiry> settling, Function<List<Solution>, T> result) {
    try {
      return fast.apply(input);
    } catch (EvaluationException e) {
      return result.apply(settling.get().settled(input.withPrint(line -> {}), e));
    }
  }

  /**
   * The fast evaluation ends at the first error, but OPA goes on after it and prints what there is:
   * lines of an evaluation that ends so are those of OPA's own way.
   */
  private static <T extends @Nullable Object> T settleStrict(Input input, Function<Input, T> fast,
      Supplier<Inquiry> settling, Function<List<Solution>, T> result) {
    var lines = new ArrayList<String>();
    T found;
    try {
      found = fast.apply(input.withPrint(lines::add));
    } catch (EvaluationException e) {
      return result.apply(settling.get().settled(input, e));
    }
    lines.forEach(input.print());
    return found;
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
