package dev.gatehouse.rego.partial;

import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Nodes;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import dev.gatehouse.rego.syntax.Visitor;
import java.util.List;

/**
 * Looks for a term in expressions, where it must be defined for these to hold; in OPA it counts wherever
 * it is, within {@code not} too.
 */
final class Occurrence extends Visitor {

  private final Term wanted;
  private boolean found;

  private Occurrence(Term wanted) {
    this.wanted = wanted;
  }

  /** Whether the term, or a reference that starts with it, is in the expressions. */
  static boolean of(Term wanted, List<Expr> expressions) {
    var search = new Occurrence(wanted);
    expressions.forEach(search::expression);
    return search.found;
  }

  @Override
  protected boolean enter(Expr expression) {
    expression.withs().forEach(with -> term(with.value()));
    if (found || expression.withs().stream().anyMatch(this::replacesWanted)) {
      return false;
    }
    switch (expression.form()) {
      case Expr.Every every -> {
        term(every.key());
        term(every.value());
        term(every.domain());
      }
      case Expr.Is(var term) when expression.negated() -> withinNegated(term);
      case Expr.Invoke invoke when expression.negated() && Forms.isEquality(expression) ->
        invoke.args().forEach(this::withinNegated);
      case Expr.Is(var term) -> term(term);
      case Expr.Invoke invoke -> invoke.args().forEach(this::term);
      case Expr.Not not -> {
      }
      case Expr.Logical logical -> {
      }
      case Expr.Some some -> {
      }
      case Expr.SomeIn some -> {
      }
    }
    return false;
  }

  /** A negated reference holds where it is undefined, but what is within it must be defined. */
  private void withinNegated(Term term) {
    if (term instanceof Term.Ref(var location, var parts)) {
      parts.subList(1, parts.size()).forEach(this::term);
    } else {
      term(term);
    }
  }

  private boolean replacesWanted(Expr.With with) {
    var replaced = new boolean[1];
    Nodes.walk(wanted, node -> {
      if (node instanceof Term.Ref(var location, var parts)) {
        var target = with.target().parts();
        var common = Math.min(target.size(), parts.size());
        replaced[0] |= TermOrder.compareAll(
            target.subList(0, common), parts.subList(0, common)) == 0;
      }
    });
    return replaced[0];
  }

  @Override
  protected boolean enter(Term term) {
    switch (term) {
      case Term.ArrayComprehension closure -> {
        return false;
      }
      case Term.SetComprehension closure -> {
        return false;
      }
      case Term.ObjectComprehension closure -> {
        return false;
      }
      case Term.Ref ref -> found |= startsWithWanted(ref);
      default -> found |= Forms.same(term, wanted);
    }
    return !found;
  }

  private boolean startsWithWanted(Term.Ref ref) {
    return wanted instanceof Term.Ref(var location, var parts)
        && parts.size() <= ref.parts().size()
        && TermOrder.compareAll(ref.parts().subList(0, parts.size()), parts) == 0;
  }
}
