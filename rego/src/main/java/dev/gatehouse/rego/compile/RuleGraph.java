package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.compile.RuleTree.Share;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rules refer to which, links of else chains each on their own. Rules that are referred to
 * together, such as all of a package, are one hub: so the graph is as large as the modules, though
 * each of their rules may refer to every rule.
 */
final class RuleGraph {

  static final RuleGraph EMPTY = new RuleGraph();

  private final Map<Share, Hub> hubs = new HashMap<>();
  private final Map<Definition, Set<Hub>> uses = new IdentityHashMap<>();
  private final Map<Definition, Set<Hub>> within = new IdentityHashMap<>();

  /** The places of the rules in the source, the first as 0. */
  private final Map<Definition, Integer> places = new IdentityHashMap<>();

  /** Rules that are referred to together, in order of source, and those that refer to them. */
  record Hub(List<Definition> rules, List<Definition> users) {

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  private RuleGraph() {}

  static RuleGraph of(Compilation compilation) {
    var graph = new RuleGraph();
    var rules = new ArrayList<Definition>();
    compilation.eachLink(rules::add);
    rules.sort(Comparator.comparing(rule -> rule.rule().location()));
    rules.forEach(rule -> graph.places.put(rule, graph.places.size()));
    compilation.eachLink(rule -> graph.add(rule, compilation.tree()));
    return graph;
  }

  private void add(Definition definition, RuleTree tree) {
    var references = new References();
    references.rule(definition.rule());
    var targets = new LinkedHashSet<Hub>();
    for (var ref : references.refs) {
      tree.shares(ref).forEach(share -> targets.add(hub(share)));
    }
    targets.forEach(hub -> hub.users.add(definition));
    uses.put(definition, targets);
  }

  private Hub hub(Share share) {
    var known = hubs.get(share);
    if (known != null) {
      return known;
    }
    var rules = new ArrayList<Definition>();
    for (var rule : share.rules()) {
      for (var link = rule; link != null; link = link.otherwise()) {
        rules.add(link);
      }
    }
    rules.sort(Comparator.comparing(this::place));
    var hub = new Hub(rules, new ArrayList<>());
    hubs.put(share, hub);
    rules.forEach(rule -> within.computeIfAbsent(rule, r -> new LinkedHashSet<>()).add(hub));
    return hub;
  }

  /** The rules that the rule refers to, some of them in several hubs. */
  Collection<Hub> uses(Definition definition) {
    return uses.getOrDefault(definition, Set.of());
  }

  /** The hubs that the rule is in: what uses one of them refers to the rule. */
  Collection<Hub> within(Definition definition) {
    return within.getOrDefault(definition, Set.of());
  }

  /** The rules and all that refer to them, directly or through others. */
  Set<Definition> dependents(Collection<Definition> rules) {
    var dependents = new LinkedHashSet<>(rules);
    var seen = new HashSet<Hub>();
    var queue = new ArrayList<>(rules);
    while (!queue.isEmpty()) {
      within(queue.removeLast()).stream()
          .filter(seen::add)
          .flatMap(hub -> hub.users.stream())
          .filter(dependents::add)
          .forEach(queue::add);
    }
    return dependents;
  }

  /** Where the rule is among all, in order of source. */
  int place(Definition definition) {
    return places.getOrDefault(definition, -1);
  }

  /** Every rule after those that it refers to; there must be no cycle. */
  List<Definition> sorted() {
    var order = new DependencyOrder(this);
    places.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(rule -> order.add(rule.getKey()));
    return order.sorted();
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
