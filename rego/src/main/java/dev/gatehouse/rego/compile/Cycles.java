package dev.gatehouse.rego.compile;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The rules that lie on a cycle. Rules that nothing on a cycle can be reached from, or that cannot
 * be reached from one, are peeled off first, so that graphs without cycles cost one pass.
 */
final class Cycles {

  private final Set<Definition> members = new HashSet<>();

  Cycles(RuleGraph graph) {
    var order = graph.sorted();
    var component = new HashMap<Definition, Integer>();
    for (var i = order.size() - 1; i >= 0; i--) {
      if (!component.containsKey(order.get(i))) {
        collect(graph, order.get(i), i, component);
      }
    }
    var sizes = new HashMap<Integer, Integer>();
    component.values().forEach(id -> sizes.merge(id, 1, Integer::sum));
    component.forEach(
        (node, id) -> {
          if (sizes.getOrDefault(id, 0) > 1 || graph.uses(node).contains(node)) {
            members.add(node);
          }
        });
  }

  /** Everything that reaches the node and is in no component yet: Kosaraju's second pass. */
  private static void collect(
      RuleGraph graph, Definition start, int id, Map<Definition, Integer> component) {
    var queue = new ArrayDeque<Definition>();
    queue.add(start);
    component.put(start, id);
    while (!queue.isEmpty()) {
      for (var next : graph.usedBy(queue.remove())) {
        if (component.putIfAbsent(next, id) == null) {
          queue.add(next);
        }
      }
    }
  }

  boolean has(Definition definition) {
    return members.contains(definition);
  }
}
