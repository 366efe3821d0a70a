package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The documents that a query needs, directly and by the rules it refers to.
 *
 * @param base references to input and data that no rule defines, as far as they have no variables
 * @param virtual the paths of rules
 */
public record Dependencies(List<Term.Ref> base, List<Term.Ref> virtual) {

  public Dependencies {
    base = List.copyOf(base);
    virtual = List.copyOf(virtual);
  }

  static Dependencies of(Body query, Compilation compilation) {
    var references = new References();
    references.body(query);
    var base = sorted();
    var virtual = sorted();
    var seen = new HashSet<Definition>();
    var open = new ArrayDeque<>(references.refs);
    while (!open.isEmpty()) {
      var ref = open.pop();
      var rules = Operators.isData(ref) ? compilation.tree().dynamic(ref) : Set.<Definition>of();
      if (rules.isEmpty()) {
        base.add(ground(ref));
      }
      for (var rule : rules) {
        virtual.add(ground(new Term.Ref(rule.rule().location(), rule.path())));
        for (var link = rule; link != null && seen.add(link); link = link.otherwise()) {
          var inner = new References();
          inner.rule(link.rule());
          open.addAll(inner.refs);
        }
      }
    }
    return new Dependencies(minimal(base), List.copyOf(virtual));
  }

  private static Set<Term.Ref> sorted() {
    return new TreeSet<>(TermOrder.INSTANCE);
  }

  private static Term.Ref ground(Term.Ref ref) {
    return new Term.Ref(ref.location(), Names.groundPrefix(ref.parts()));
  }

  /** Without those that are part of another one. */
  private static List<Term.Ref> minimal(Set<Term.Ref> refs) {
    var minimal = new ArrayList<Term.Ref>();
    for (var ref : refs) { // in their order what begins with a reference comes right after it
      if (minimal.isEmpty() || !startsWith(ref, minimal.getLast())) {
        minimal.add(ref);
      }
    }
    return minimal;
  }

  private static boolean startsWith(Term.Ref ref, Term.Ref prefix) {
    var length = prefix.parts().size();
    return ref.parts().size() > length
        && TermOrder.INSTANCE.compare(
            new Term.Ref(ref.location(), ref.parts().subList(0, length)), prefix) == 0;
  }

  /** Collects references to input and data. */
  private static final class References extends Walk {

    private final ArrayDeque<Term.Ref> refs = new ArrayDeque<>();

    @Override
    boolean enter(Term term) {
      if (term instanceof Term.Ref ref
          && ref.head() instanceof Term.Var(var location, var name)
          && Operators.isRoot(name)) {
        refs.add(ref);
      }
      return true;
    }
  }
}
