package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which rules refer to which, links of else chains each on their own. */
final class RuleGraph {

  static final RuleGraph EMPTY = new RuleGraph();

  private final Map<Definition, Set<Definition>> uses = new IdentityHashMap<>();
  private final Map<Definition, Set<Definition>> usedBy = new IdentityHashMap<>();
  private final List<Definition> nodes = new ArrayList<>();

  private RuleGraph() {}

  static RuleGraph of(Compilation compilation) {
    var graph = new RuleGraph();
    compilation.eachLink(definition -> graph.add(definition, compilation.tree()));
    return graph;
  }

  private void add(Definition definition, RuleTree tree) {
    nodes.add(definition);
    var references = new References();
    references.rule(definition.rule());
    var targets = uses.computeIfAbsent(definition, d -> new LinkedHashSet<>());
    for (var ref : references.refs) {
      for (var target : tree.dynamic(ref)) {
        for (var link = target; link != null; link = link.otherwise()) {
          targets.add(link);
          usedBy.computeIfAbsent(link, d -> new LinkedHashSet<>()).add(definition);
        }
      }
    }
  }

  /** The rules that the rule refers to. */
  Collection<Definition> uses(Definition definition) {
    return uses.getOrDefault(definition, Set.of());
  }

  /** The rules that refer to the rule. */
  Collection<Definition> usedBy(Definition definition) {
    return usedBy.getOrDefault(definition, Set.of());
  }

  /** Every rule after those that it refers to; there must be no cycle. */
  List<Definition> sorted() {
    var sorted = new ArrayList<Definition>();
    var seen = new LinkedHashSet<Definition>();
    for (var node : inSourceOrder(nodes)) {
      visit(node, seen, sorted);
    }
    return sorted;
  }

  /** Depth first without recursion, for chains of rules can be long. */
  private void visit(Definition start, Set<Definition> seen, List<Definition> sorted) {
    if (!seen.add(start)) {
      return;
    }
    var path = new ArrayList<Visit>();
    path.add(new Visit(start, inSourceOrder(uses(start)).iterator()));
    while (!path.isEmpty()) {
      var top = path.getLast();
      if (!top.rest.hasNext()) {
        sorted.add(top.node);
        path.removeLast();
        continue;
      }
      var next = top.rest.next();
      if (seen.add(next)) {
        path.add(new Visit(next, inSourceOrder(uses(next)).iterator()));
      }
    }
  }

  private record Visit(Definition node, Iterator<Definition> rest) {}

  private static List<Definition> inSourceOrder(Collection<Definition> definitions) {
    var list = new ArrayList<>(definitions);
    list.sort(Comparator.comparing(definition -> definition.rule().location()));
    return list;
  }

  /** Collects the references to data of a rule. */
  private static final class References extends Walk {

    private final List<Term.Ref> refs = new ArrayList<>();

    @Override
    boolean enter(Term term) {
      if (term instanceof Term.Ref ref && Operators.isData(ref)) {
        refs.add(ref);
      }
      return true;
    }
  }
}
