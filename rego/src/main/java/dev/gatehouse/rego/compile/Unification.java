package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The variables that {@code left = right} binds, given those that are bound before it. A variable
 * of one pattern may depend on variables of the other that become bound later in the same
 * unification.
 */
final class Unification {

  private final Predicate<String> boundBefore;
  private final Set<String> bound = new LinkedHashSet<>();
  private final Map<String, Set<String>> needs = new HashMap<>();
  private final Map<String, List<String>> neededBy = new HashMap<>();

  private Unification(Predicate<String> boundBefore) {
    this.boundBefore = boundBefore;
  }

  static Set<String> bound(Term left, Term right, Predicate<String> boundBefore) {
    var unification = new Unification(boundBefore);
    unification.unify(left, right);
    return unification.bound;
  }

  private boolean isBound(String name) {
    return bound.contains(name) || boundBefore.test(name);
  }

  private void unify(Term left, Term right) {
    switch (left) {
      case Term.Var(var location, var name) -> unifyVariable(name, right);
      case Term.Ref ref -> unifyComputed(Outputs.isBound(ref, boundBefore), right);
      case Term.Call call -> unifyComputed(isBound(call), right);
      case Term.ArrayComprehension closure -> {
        if (!(right instanceof Term.ObjectTerm)) {
          unifyComputed(true, right);
        }
      }
      case Term.ObjectComprehension closure -> {
        if (!(right instanceof Term.ArrayTerm)) {
          unifyComputed(true, right);
        }
      }
      case Term.ArrayTerm array -> unifyArray(array, right);
      case Term.ObjectTerm object -> unifyObject(object, right);
      default -> {
        if (right instanceof Term.Var(var location, var name)) {
          bind(name);
        }
      }
    }
  }

  private void unifyVariable(String name, Term right) {
    switch (right) {
      case Term.Var(var location, var other) -> {
        if (isBound(other)) {
          bind(name);
        } else if (isBound(name)) {
          bind(other);
        } else {
          waitFor(name, other);
          waitFor(other, name);
        }
      }
      case Term.ArrayTerm array -> unifyPattern(name, array);
      case Term.ObjectTerm object -> unifyPattern(name, object);
      case Term.Ref ref -> {
        if (Outputs.isBound(ref, boundBefore)) {
          bind(name);
        }
      }
      case Term.Call call -> {
        if (isBound(call)) {
          bind(name);
        }
      }
      default -> bind(name);
    }
  }

  private boolean isBound(Term.Call call) {
    return Outputs.allIn(Variables.of(call, Variables.SAFETY), boundBefore);
  }

  private void unifyComputed(boolean isBound, Term right) {
    if (!isBound) {
      return;
    }
    switch (right) {
      case Term.Var(var location, var name) -> bind(name);
      case Term.ArrayTerm array -> bindAll(array);
      case Term.ObjectTerm object -> bindAll(object);
      default -> {
      }
    }
  }

  private void unifyArray(Term.ArrayTerm left, Term right) {
    switch (right) {
      case Term.Var(var location, var name) -> unifyPattern(name, left);
      case Term.ArrayComprehension closure -> bindAll(left);
      case Term.ObjectComprehension closure -> bindAll(left);
      case Term.SetComprehension closure -> bindAll(left);
      case Term.Ref ref -> unifyComputed(Outputs.isBound(ref, boundBefore), left);
      case Term.Call call -> unifyComputed(isBound(call), left);
      case Term.ArrayTerm array -> {
        if (array.items().size() == left.items().size()) {
          for (var i = 0; i < array.items().size(); i++) {
            unify(left.items().get(i), array.items().get(i));
          }
        }
      }
      default -> {
      }
    }
  }

  private void unifyObject(Term.ObjectTerm left, Term right) {
    switch (right) {
      case Term.Var(var location, var name) -> unifyPattern(name, left);
      case Term.Ref ref -> unifyComputed(Outputs.isBound(ref, boundBefore), left);
      case Term.Call call -> unifyComputed(isBound(call), left);
      case Term.ObjectTerm object -> unifyEntries(left, object);
      default -> {
      }
    }
  }

  private void unifyEntries(Term.ObjectTerm left, Term.ObjectTerm right) {
    if (left.entries().size() != right.entries().size()) {
      return;
    }
    var a = VisitOrder.entries(left.entries());
    var b = VisitOrder.entries(right.entries());
    for (int i = 0, j = 0; i < a.size() && j < b.size();) {
      var order = TermOrder.INSTANCE.compare(a.get(i).key(), b.get(j).key());
      if (order == 0) {
        unify(a.get(i).value(), b.get(j).value());
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
  }

  private void unifyPattern(String name, Term pattern) {
    if (isBound(name)) {
      bindAll(pattern);
      return;
    }
    var unbound = new ArrayList<String>();
    for (var inner : Variables.of(pattern, Variables.PATTERN)) {
      if (!isBound(inner)) {
        unbound.add(inner);
      }
    }
    if (unbound.isEmpty()) {
      bind(name);
    } else {
      unbound.forEach(inner -> waitFor(name, inner));
    }
  }

  private void bindAll(Term pattern) {
    Variables.of(pattern, Variables.PATTERN).forEach(this::bind);
  }

  private void waitFor(String name, String other) {
    needs.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(other);
    neededBy.computeIfAbsent(other, n -> new ArrayList<>()).add(name);
  }

  /** Binds the name, what it waits for, and what waits for nothing else. */
  private void bind(String first) {
    if (needs.isEmpty()) {
      bound.add(first);
      return;
    }
    var queue = new ArrayDeque<String>();
    queue.add(first);
    while (!queue.isEmpty()) {
      var name = queue.remove();
      bound.add(name);
      var needed = needs.remove(name);
      if (needed != null) {
        queue.addAll(needed);
      }
      var dependents = neededBy.remove(name);
      if (dependents == null) {
        continue;
      }
      for (var dependent : dependents) {
        var rest = needs.get(dependent);
        if (rest != null && rest.remove(name) && rest.isEmpty()) {
          needs.remove(dependent);
          queue.add(dependent);
        }
      }
    }
  }
}
