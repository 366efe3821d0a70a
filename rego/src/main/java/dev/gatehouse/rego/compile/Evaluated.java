package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.List;

/** Terms that have to be evaluated: those with a reference or a comprehension in them. */
final class Evaluated extends Walk {

  private boolean found;

  private Evaluated() {}

  static boolean is(Term term) {
    if (term instanceof Term.Scalar || term instanceof Term.Var) {
      return false;
    }
    var search = new Evaluated();
    search.term(term);
    return search.found;
  }

  /** The term, or if it has to be evaluated a variable that an extra expression binds to it. */
  static Term move(Term term, LocalNames names, List<Expr> extra) {
    if (!is(term)) {
      return term;
    }
    var local = new Term.Var(term.location(), names.next());
    extra.add(Operators.generated(term.location(), local, term));
    return local;
  }

  @Override
  boolean enter(Term term) {
    found |= term instanceof Term.Ref || Names.isComprehension(term);
    return !found;
  }
}
