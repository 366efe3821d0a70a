package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.compile.RuleGraph.Hub;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The rules that lie on a cycle. Rules that nothing on a cycle can be reached from, or that cannot
 * be reached from one, are peeled off first, so that graphs without cycles cost one pass.
 */
final class Cycles {

  private final RuleGraph graph;
  private final Set<Definition> members = new HashSet<>();

  /** The hubs whose users are all in some component. */
  private final Set<Hub> done = new HashSet<>();

  Cycles(RuleGraph graph) {
    this.graph = graph;
    var order = graph.sorted();
    var component = new HashMap<Definition, Integer>();
    for (var i = order.size() - 1; i >= 0; i--) {
      if (!component.containsKey(order.get(i))) {
        collect(order.get(i), i, component);
      }
    }
    var sizes = new HashMap<Integer, Integer>();
    component.values().forEach(id -> sizes.merge(id, 1, Integer::sum));
    component.forEach(
        (node, id) -> {
          if (sizes.getOrDefault(id, 0) > 1 || refersToItself(node)) {
            members.add(node);
          }
        });
  }

  /** Everything that reaches the node and is in no component yet: Kosaraju's second pass. */
  private void collect(Definition start, int id, Map<Definition, Integer> component) {
    var queue = new ArrayDeque<Definition>();
    queue.add(start);
    component.put(start, id);
    while (!queue.isEmpty()) {
      for (var hub : graph.within(queue.remove())) {
        if (done.add(hub)) {
          hub.users().stream()
              .filter(user -> component.putIfAbsent(user, id) == null)
              .forEach(queue::add);
        }
      }
    }
  }

  private boolean refersToItself(Definition node) {
    return !Collections.disjoint(graph.uses(node), graph.within(node));
  }

  boolean has(Definition definition) {
    return members.contains(definition);
  }
}
