package dev.gatehouse.rego.bundle;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.compile.CheckedPolicy;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.partial.Forms;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Nodes;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the rules of a policy say of an entry point and of data that the bundle does not have. */
final class EntrypointDependence {

  private final CheckedPolicy policy;

  EntrypointDependence(CheckedPolicy policy) {
    this.policy = policy;
  }

  /** The input, and the documents outside of the roots that rules refer to; in order. */
  List<Term.Ref> unknowns(List<String> roots) {
    var owned = roots.stream().map(EntrypointDependence::path).toList();
    var found = new ArrayList<Term.Ref>();
    found.add(reference("input", List.of()));
    for (var definition : policy.definitions()) {
      Nodes.walk(definition.rule(), node -> addUnowned(node, owned, found));
    }
    found.sort(TermOrder.INSTANCE);
    return found;
  }

  private static void addUnowned(Object node, List<Term.Ref> owned, List<Term.Ref> found) {
    if (!(node instanceof Term.Ref ref) || !isData(ref)) {
      return;
    }
    var prefix = constantPrefix(ref);
    if (owned.stream().noneMatch(root -> startsWith(prefix, root))) {
      add(found, prefix);
    }
  }

  private static Term.Ref path(String root) {
    return reference("data", root.isEmpty() ? List.of() : List.of(root.split("/")));
  }

  private static Term.Ref reference(String head, List<String> names) {
    var parts = new ArrayList<Term>();
    parts.add(new Term.Var(Location.NONE, head));
    names.forEach(name -> parts.add(new Term.Scalar(Location.NONE, StringValue.of(name))));
    return new Term.Ref(Location.NONE, parts);
  }

  private static boolean isData(Term.Ref ref) {
    return ref.head() instanceof Term.Var(var location, var name) && name.equals("data");
  }

  private static Term.Ref constantPrefix(Term.Ref ref) {
    var size = 1;
    while (size < ref.parts().size() && Forms.isConstant(ref.parts().get(size))) {
      size++;
    }
    return new Term.Ref(ref.location(), ref.parts().subList(0, size));
  }

  private static boolean startsWith(Term.Ref ref, Term.Ref prefix) {
    return prefix.parts().size() <= ref.parts().size()
        && TermOrder.compareAll(
            ref.parts().subList(0, prefix.parts().size()), prefix.parts()) == 0;
  }

  private static void add(List<Term.Ref> found, Term.Ref prefix) {
    if (found.stream().noneMatch(other -> startsWith(prefix, other))) {
      found.removeIf(other -> startsWith(other, prefix));
      found.add(prefix);
    }
  }

  /** The documents that rules replace by {@code with} where they use the entry point. */
  List<Term.Ref> replaced(Term.Ref entrypoint) {
    var targets = new TreeSet<Term>(TermOrder.INSTANCE);
    for (var definition : dependents(entrypoint)) {
      Nodes.walk(definition.rule(), node -> {
        if (node instanceof Expr expression) {
          expression.withs().stream()
              .map(Expr.With::target)
              .filter(EntrypointDependence::isData)
              .forEach(targets::add);
        }
      });
    }
    return targets.stream().map(Term.Ref.class::cast).toList();
  }

  private Set<Definition> dependents(Term.Ref entrypoint) {
    var reached = Collections.<Definition>newSetFromMap(new IdentityHashMap<>());
    var dependents = Collections.<Definition>newSetFromMap(new IdentityHashMap<>());
    policy.definitions()
        .stream()
        .filter(rule -> TermOrder.compareAll(groundPrefix(rule.path()), entrypoint.parts()) == 0)
        .forEach(reached::add);
    var grows = !reached.isEmpty();
    while (grows) {
      grows = false;
      for (var definition : policy.definitions()) {
        if (!dependents.contains(definition)
            && policy.dependencies(definition).stream().anyMatch(reached::contains)) {
          grows = dependents.add(definition);
          reached.add(definition);
        }
      }
    }
    return dependents;
  }

  private static List<Term> groundPrefix(List<Term> path) {
    var size = 1;
    while (size < path.size() && path.get(size).isGround()) {
      size++;
    }
    return path.subList(0, size);
  }
}
