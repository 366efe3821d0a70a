package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.compile.RuleGraph.Hub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects rules so that each comes after those that it refers to, and otherwise in order of source;
 * depth first without recursion, for chains of rules can be long.
 */
final class DependencyOrder {

  private final RuleGraph graph;
  private final Set<Definition> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Definition> sorted = new ArrayList<>();

  /** Of each hub, how many of its first rules have been seen. */
  private final Map<Hub, Integer> done = new IdentityHashMap<>();

  DependencyOrder(RuleGraph graph) {
    this.graph = graph;
  }

  /** The rules that were added, with those that they refer to. */
  List<Definition> sorted() {
    return Collections.unmodifiableList(sorted);
  }

  /** A rule whose hubs have rules that may not have been seen, the first of the source first. */
  private record Visit(Definition rule, PriorityQueue<Candidate> candidates) {}

  /** The first rule of the hub that had not been seen. */
  private record Candidate(Hub hub, Definition rule) {}

  void add(Definition start) {
    if (!seen.add(start)) {
      return;
    }
    var path = new ArrayList<Visit>();
    path.add(visit(start));
    while (!path.isEmpty()) {
      var next = next(path.getLast());
      if (next == null) {
        sorted.add(path.removeLast().rule);
      } else {
        seen.add(next);
        path.add(visit(next));
      }
    }
  }

  private Visit visit(Definition rule) {
    var visit = new Visit(
        rule, new PriorityQueue<>(Comparator.comparing(candidate -> graph.place(candidate.rule))));
    graph.uses(rule).forEach(hub -> offer(hub, visit));
    return visit;
  }

  /** The next rule that the visited one refers to, null if all have been seen. */
  private @Nullable Definition next(Visit visit) {
    while (!visit.candidates.isEmpty()) {
      var first = visit.candidates.poll();
      offer(first.hub, visit);
      if (!seen.contains(first.rule)) {
        return first.rule;
      }
    }
    return null;
  }

  private void offer(Hub hub, Visit visit) {
    var position = done.getOrDefault(hub, 0);
    while (position < hub.rules().size() && seen.contains(hub.rules().get(position))) {
      position++;
    }
    done.put(hub, position);
    if (position < hub.rules().size()) {
      visit.candidates.add(new Candidate(hub, hub.rules().get(position)));
    }
  }
}
