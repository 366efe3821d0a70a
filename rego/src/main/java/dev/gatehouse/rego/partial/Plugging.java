package dev.gatehouse.rego.partial;

import dev.gatehouse.rego.compile.ResidualBodies;
import dev.gatehouse.rego.compile.ValueTransform;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Nodes;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts what variables are equal to in their place. */
final class Plugging extends ValueTransform {

  private final Equalities equalities;
  private final Map<String, Term> removed;
  private final boolean negated;

  /**
   * @param removed the values of variables whose equalities are gone
   * @param negated whether it is for a negated expression, which can bind nothing
   */
  Plugging(Equalities equalities, Map<String, Term> removed, boolean negated) {
    this.equalities = equalities;
    this.removed = removed;
    this.negated = negated;
  }

  Expr plugged(Expr expression) {
    return expr(expression);
  }

  @Override
  protected Term term(Term term) {
    return switch (term) {
      case Term.Var variable -> variable(variable);
      case Term.Ref ref -> ref(ref);
      default -> descend(term);
    };
  }

  private Term variable(Term.Var variable) {
    var result = equal(variable);
    if (!(result instanceof Term.Var(var location, var name))) {
      return result;
    }
    var value = removed.get(name);
    return value == null
        || negated && !isKnownGround(value)
        || ResidualBodies.all(value).contains(name)
            ? result
            : value.at(variable.location());
  }

  private Term equal(Term.Var variable) {
    var group = equalities.find(variable.name());
    return group == null ? variable : group.term().at(variable.location());
  }

  private Term ref(Term.Ref ref) {
    var parts = new ArrayList<>(ref.parts());
    if (ref.head() instanceof Term.Var variable) {
      var head = equal(variable);
      parts.set(0, head);
      var value = head instanceof Term.Var(var location, var name) ? removed.get(name) : null;
      if (value != null && (!negated || isKnownGround(value))) {
        parts.removeFirst();
        parts.addAll(0, value instanceof Term.Ref base ? base.parts() : List.of(value));
      }
    }
    var changed = parts.stream().map(this::term).toList();
    return new Term.Ref(ref.location(), changed);
  }

  /** Whether a value has no variables; for OPA an array that had some stays one that has. */
  private static boolean isKnownGround(Term value) {
    return value.isGround() && !hasOpenArray(value);
  }

  private static boolean hasOpenArray(Term value) {
    var found = new boolean[1];
    Nodes.walk(
        value, node -> found[0] |= node instanceof Term.ArrayTerm array
            && !Forms.isConstant(array));
    return found[0];
  }
}
