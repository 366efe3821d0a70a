package dev.gatehouse.rego.search;

import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.trace.Event;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules that an index gives for a document.
 *
 * @param rules those that may hold, in the order in which they are evaluated
 * @param otherwise what follows a rule in its else chain
 * @param fallback the default rule
 * @param isMultiValue whether they give members of sets
 * @param earlyExit whether one value is enough
 * @param groundPaths whether the paths of all of them have no variables
 */
record Found(
    List<Definition> rules,
    Map<Definition, List<Definition>> otherwise,
    @Nullable Definition fallback,
    boolean isMultiValue,
    boolean earlyExit,
    boolean groundPaths) {

  Found {
    rules = List.copyOf(rules);
  }

  /** What is done with a solution of a rule's body. */
  @FunctionalInterface
  interface Taken {
    void take(Definition rule, Frame solution);
  }

  /** Hands over every solution of every rule's body; observers learn of each. */
  void forEachSolution(Search search, Frame parent, Taken taken) {
    for (var rule : rules) {
      var frame = search.child(parent, rule.rule().body());
      var subject = new Event.OfRule(rule);
      search.report.enter(frame, subject);
      search.run(frame, () -> {
        search.report.exit(frame, subject);
        taken.take(rule, frame);
        search.report.redo(frame, subject);
        return null;
      });
    }
  }

  boolean isEmpty() {
    return rules.isEmpty() && fallback == null;
  }

  List<Definition> after(Definition rule) {
    return otherwise.getOrDefault(rule, List.of());
  }

  /** Whether any of the rules has an else chain. */
  boolean hasChains() {
    return otherwise.values().stream().anyMatch(chain -> !chain.isEmpty());
  }

  /** The number of arguments, 0 if these are no functions. */
  int arity() {
    var first = rules.isEmpty() ? fallback : rules.getFirst();
    var args = first == null ? null : first.rule().head().args();
    return args == null ? 0 : args.size();
  }
}
