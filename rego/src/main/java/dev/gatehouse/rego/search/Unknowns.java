package dev.gatehouse.rego.search;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Nodes;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The documents and variables whose values a partial search does not know; changes as it goes on. */
final class Unknowns {

  private final List<Term.Ref> documents;
  private final List<Unknown> variables = new ArrayList<>();
  private final Map<Bindings, Map<String, Integer>> counts = new IdentityHashMap<>();

  Unknowns(List<Term.Ref> documents) {
    this.documents = List.copyOf(documents);
  }

  private record Unknown(String name, Bindings bindings) {}

  void push(String name, Bindings bindings) {
    variables.add(new Unknown(name, bindings));
    counts.computeIfAbsent(bindings, b -> new HashMap<>()).merge(name, 1, Integer::sum);
  }

  /** Adds the variables that are open in a term; the number of them. */
  int push(Bound bound) {
    if (bound.term() instanceof Term.Var(var location, var name)) {
      push(name, bound.bindings());
      return 1;
    }
    var pushed = 0;
    for (var name : OpenVariables.of(bound.term())) {
      pushed += push(bound.bindings().apply(new Term.Var(Location.NONE, name)));
    }
    return pushed;
  }

  void pop(int number) {
    for (var i = 0; i < number; i++) {
      var last = variables.removeLast();
      var known = counts.get(last.bindings);
      if (known != null && known.merge(last.name, -1, Integer::sum) == 0) {
        known.remove(last.name);
        if (known.isEmpty()) {
          counts.remove(last.bindings);
        }
      }
    }
  }

  /** Whether it is an unknown variable, or a reference to or into something unknown. */
  boolean contains(Term term, Bindings bindings) {
    return switch (term) {
      case Term.Var(var location, var name) -> has(name, bindings);
      case Term.Ref ref -> hasDocument(ref)
          || ref.head() instanceof Term.Var(var location, var name) && has(name, bindings);
      default -> false;
    };
  }

  private boolean has(String name, Bindings bindings) {
    var known = counts.get(bindings);
    return known != null && known.containsKey(name);
  }

  private boolean hasDocument(Term.Ref ref) {
    for (var document : documents) {
      if (Terms.sharePrefix(document.parts(), ref.parts())) {
        return true;
      }
    }
    return false;
  }

  /** Whether an unknown variable is anywhere in the term, or in what its variables stand for. */
  boolean areIn(Term term, Bindings bindings) {
    if (term instanceof Term.Scalar || variables.isEmpty()) {
      return false;
    }
    if (term instanceof Term.Var variable) {
      var applied = bindings.apply(variable);
      return applied.term() instanceof Term.Var(var location, var name)
          ? has(name, applied.bindings())
          : areIn(applied.term(), applied.bindings());
    }
    var found = new boolean[1];
    Nodes.walk(term, node -> {
      if (!found[0] && node instanceof Term.Var variable) {
        found[0] = areIn(variable, bindings);
      }
    });
    return found[0];
  }

  /** The unknown variables by the names that they have in the result, in order. */
  Set<String> names(Bindings around) {
    var names = new TreeSet<String>();
    for (var unknown : variables) {
      if (unknown.bindings.spelled(new Term.Var(Location.NONE, unknown.name),
          around) instanceof Term.Var(var location, var name)) {
        names.add(name);
      }
    }
    return names;
  }
}
