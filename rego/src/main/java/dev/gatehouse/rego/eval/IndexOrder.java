package dev.gatehouse.rego.eval;

import dev.gatehouse.rego.plan.Clause;
import dev.gatehouse.rego.plan.Group;
import dev.gatehouse.rego.plan.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
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

  /** The places by how many rules need them, that which most need as the highest. */
  private final Map<Operand, Integer> ranks = new HashMap<>();

  private IndexOrder(Map<Operand, Integer> counts) {
    var byCount = counts.entrySet().stream()
        .sorted(Map.Entry.<Operand, Integer>comparingByValue().reversed())
        .toList();
    for (var i = 0; i < byCount.size(); i++) {
      ranks.put(byCount.get(i).getKey(), byCount.size() - i);
    }
  }

  /** The rules in this order; those that are alike stay in theirs. */
  static List<Clause> of(List<Clause> clauses, Group.Kind kind) {
    if (clauses.size() < 2) {
      return clauses;
    }
    var counts = new LinkedHashMap<Operand, Integer>();
    var chains = new ArrayList<Chain>();
    for (var first : clauses) {
      var links = new ArrayList<Requirements>();
      for (var clause = first; clause != null; clause = clause.otherwise()) {
        var needs = Requirements.of(clause, kind);
        needs.places().forEach(place -> counts.merge(place, 1, Integer::sum));
        links.add(needs);
      }
      chains.add(new Chain(first, links));
    }
    var order = new IndexOrder(counts);
    return chains.stream()
        .map(chain -> Map.entry(chain.first, order.demands(chain.links)))
        .sorted(Map.Entry.comparingByValue(Arrays::compare))
        .map(Map.Entry::getKey)
        .toList();
  }

  private record Chain(Clause first, List<Requirements> links) {}

  /** What a chain asks of each place, by its least demanding link. */
  private int[] demands(List<Requirements> links) {
    return links.stream().map(this::demands).min(Arrays::compare).orElse(new int[0]);
  }

  /**
   * What a rule asks of the places that it needs, the highest first: a rule that asks nothing of a
   * place has a lower number there, or none, so that the order is that of all places.
   */
  private int[] demands(Requirements needs) {
    return needs.demands().entrySet().stream()
        .map(need -> 2 * ranks.getOrDefault(need.getKey(), 0) + (need.getValue() ? 1 : 0))
        .sorted(Comparator.reverseOrder())
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
