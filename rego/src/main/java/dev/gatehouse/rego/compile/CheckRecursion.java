package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.compile.RuleGraph.Hub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds rules that refer to themselves, directly or through others. */
final class CheckRecursion {

  /** The steps of all paths shown together: a cycle of many rules is not shown from each of them. */
  private static final int MOST_STEPS = 10_000;

  private CheckRecursion() {}

  static void run(Compilation compilation) {
    var cyclic = new Cycles(compilation.graph());
    var steps = new int[1];
    compilation.eachLink(
        definition -> {
          if (steps[0] < MOST_STEPS && cyclic.has(definition)) {
            var path = path(compilation.graph(), definition);
            steps[0] += path.size();
            compilation.issue(
                Issue.RECURSION,
                definition.rule().location(),
                "rule "
                    + TermText.of(definition.path())
                    + " is recursive: "
                    + path.stream()
                        .map(d -> TermText.of(d.path()))
                        .collect(Collectors.joining(" -> ")));
          }
        });
  }

  /** A path from the rule back to itself. */
  private static List<Definition> path(RuleGraph graph, Definition start) {
    var cameFrom = new HashMap<Definition, @Nullable Definition>();
    var ends = Set.copyOf(graph.within(start));
    var seen = new HashSet<Hub>();
    var stack = new ArrayList<Definition>(List.of(start));
    while (!stack.isEmpty()) {
      var node = stack.removeLast();
      for (var hub : graph.uses(node)) {
        if (ends.contains(hub)) {
          return trace(cameFrom, node, start);
        }
        if (seen.add(hub)) {
          hub.rules().stream()
              .filter(next -> cameFrom.putIfAbsent(next, node) == null)
              .forEach(stack::add);
        }
      }
    }
    return List.of(start);
  }

  private static List<Definition> trace(
      Map<Definition, @Nullable Definition> cameFrom, Definition last, Definition start) {
    var path = new ArrayList<Definition>();
    path.add(start);
    for (Definition node = last; node != null && node != start; node = cameFrom.get(node)) {
      path.add(node);
    }
    path.add(start);
    return path.reversed();
  }
}
