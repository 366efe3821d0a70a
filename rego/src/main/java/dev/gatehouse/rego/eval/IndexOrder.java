package dev.gatehouse.rego.eval;

import dev.gatehouse.rego.plan.Clause;
import dev.gatehouse.rego.plan.Group;
import dev.gatehouse.rego.plan.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which OPA comes to the rules of one name: its index asks first for the places that
 * most rules need, and tries rules that need nothing of a place before those that need it to be
 * there, and these before those that need a certain value. It shows where an error of one rule
 * comes before, or instead of, the value of another.
 */
final class IndexOrder {

  private final List<Operand> places;

  private IndexOrder(List<Operand> places) {
    this.places = places;
  }

  /** The rules in this order; those that are alike stay in theirs. */
  static List<Clause> of(List<Clause> clauses, Group.Kind kind) {
    if (clauses.size() < 2) {
      return clauses;
    }
    var counts = new LinkedHashMap<Operand, Integer>();
    var chains = new LinkedHashMap<Clause, List<Requirements>>();
    for (var first : clauses) {
      var links = new ArrayList<Requirements>();
      for (var clause = first; clause != null; clause = clause.otherwise()) {
        var needs = Requirements.of(clause, kind);
        needs.places().forEach(place -> counts.merge(place, 1, Integer::sum));
        links.add(needs);
      }
      chains.put(first, links);
    }
    var places = counts.entrySet().stream()
        .sorted(Map.Entry.<Operand, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
    var order = new IndexOrder(places);
    Comparator<Clause> byDemands = (a, b) -> Arrays.compare(
        order.demands(chains.getOrDefault(a, List.of())),
        order.demands(chains.getOrDefault(b, List.of())));
    return clauses.stream().sorted(byDemands).toList();
  }

  /** What a chain asks of each place, by its least demanding link. */
  private int[] demands(List<Requirements> links) {
    return links.stream()
        .map(needs -> places.stream().mapToInt(needs::demand).toArray())
        .min(Arrays::compare)
        .orElse(new int[0]);
  }
}
