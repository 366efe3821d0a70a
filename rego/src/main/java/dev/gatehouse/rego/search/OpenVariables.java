package dev.gatehouse.rego.search;

import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.Visitor;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects the variables that a term can bind: not those of closures, nor the heads of references. */
final class OpenVariables extends Visitor {

  private final Set<String> names = new LinkedHashSet<>();

  private OpenVariables() {}

  static Set<String> of(Term term) {
    var variables = new OpenVariables();
    variables.term(term);
    return variables.names;
  }

  @Override
  protected boolean enter(Term term) {
    return switch (term) {
      case Term.Var(var location, var name) -> {
        names.add(name);
        yield false;
      }
      case Term.Ref(var location, var parts) -> {
        parts.subList(1, parts.size()).forEach(this::term);
        yield false;
      }
      default -> !Terms.isComprehension(term) && !(term instanceof Term.Template);
    };
  }
}
