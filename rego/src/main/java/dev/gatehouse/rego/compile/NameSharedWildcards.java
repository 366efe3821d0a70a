package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Term;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Gives names to wildcards that stand in several places, as they do in what a partial evaluation
 * leaves; other stages take each wildcard for one that is nowhere else.
 */
final class NameSharedWildcards extends Transform {

  private final Set<String> shared;
  private final LocalNames names;
  private final Map<String, String> named = new HashMap<>();

  private NameSharedWildcards(Set<String> shared, LocalNames names) {
    this.shared = shared;
    this.names = names;
  }

  static void run(Compilation compilation) {
    compilation.eachLink(definition -> {
      var found = new Occurrences();
      found.terms(definition.rule().head().ref().parts());
      found.rule(definition.rule());
      if (!found.shared.isEmpty()) {
        definition.apply(new NameSharedWildcards(found.shared, compilation.names));
      }
    });
  }

  static Body query(Body query, Compilation compilation) {
    var found = new Occurrences();
    found.body(query);
    return found.shared.isEmpty()
        ? query
        : new NameSharedWildcards(found.shared, compilation.names).body(query);
  }

  @Override
  protected Term term(Term term) {
    if (term instanceof Term.Var(var location, var name) && shared.contains(name)) {
      return new Term.Var(location, named.computeIfAbsent(name, this::name));
    }
    return descend(term);
  }

  private String name(String wildcard) {
    var name = names.next();
    names.stands(name, wildcard);
    return name;
  }

  /** Finds the wildcards that stand in more than one place. */
  private static final class Occurrences extends Walk {

    private final Set<String> wildcards = new HashSet<>();
    private final Set<String> shared = new HashSet<>();

    @Override
    boolean enter(Term term) {
      if (term instanceof Term.Var variable
          && variable.isWildcard()
          && !ShowValues.isShown(variable.name())
          && !wildcards.add(variable.name())) {
        shared.add(variable.name());
      }
      return true;
    }
  }
}
