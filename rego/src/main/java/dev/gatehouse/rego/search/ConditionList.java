package dev.gatehouse.rego.search;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.search.RuleIndex.Condition;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks of places, each demand once: that there is something at a place gives way to what
 * is to be there. Grows while it is collected.
 */
final class ConditionList {

  private final List<Condition> all = new ArrayList<>();
  private final Map<Place, Demands> demands = new HashMap<>();

  /** Of each variable that stands for places, where their conditions are. */
  private final Map<String, SortedSet<Integer>> byVariable = new HashMap<>();

  /**
   * Where the conditions of one place are: by a constant, by other terms, and in order by variables
   * that say no more than that there is something.
   */
  private record Demands(
      Map<Value, Integer> constants, List<Integer> terms, Map<String, Integer> open) {

    static Demands none() {
      return new Demands(new HashMap<>(), new ArrayList<>(), new LinkedHashMap<>());
    }
  }

  List<Condition> all() {
    return Collections.unmodifiableList(all);
  }

  /** The first place that the variable stands for, null if there is none. */
  @Nullable
  Place place(String variable) {
    var positions = byVariable.get(variable);
    return positions == null || positions.isEmpty() ? null : all.get(positions.first()).place();
  }

  void insert(Condition condition) {
    var known = demands.computeIfAbsent(condition.place(), place -> Demands.none());
    if (condition.value() instanceof Term.Var(var location, var name)) {
      insertOpen(condition, name, known);
      return;
    }
    var open = known.open.entrySet().iterator();
    var first = open.hasNext() ? open.next() : null;
    var position = first == null ? all.size() : first.getValue();
    var constant = Terms.constant(condition.value());
    if (isKnown(condition.value(), constant, known, position)) {
      return;
    }
    if (first == null) {
      all.add(condition);
    } else {
      byVariable.getOrDefault(first.getKey(), new TreeSet<>()).remove(position);
      open.remove();
      all.set(position, condition);
    }
    if (constant == null) {
      known.terms.add(position);
    } else {
      known.constants.merge(constant, position, Math::min);
    }
  }

  private void insertOpen(Condition condition, String variable, Demands known) {
    if (known.open.putIfAbsent(variable, all.size()) == null) {
      byVariable.computeIfAbsent(variable, name -> new TreeSet<>()).add(all.size());
      all.add(condition);
    }
  }

  /** Whether the place is asked for the value before the position. */
  private boolean isKnown(Term value, @Nullable Value constant, Demands known, int position) {
    return constant == null
        ? known.terms.stream()
            .anyMatch(term -> term < position && Terms.same(all.get(term).value(), value))
        : known.constants.getOrDefault(constant, position) < position;
  }
}
