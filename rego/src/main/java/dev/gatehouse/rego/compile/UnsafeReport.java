package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What to report of a body that cannot be brought into safe order. As in OPA, the output of a call
 * that cannot be made counts as bound for the equality that follows it, so that one misspelt name is
 * not reported again for every variable that is computed from it.
 */
final class UnsafeReport {

  /** Sweeps cost the square of the size; longer bodies are reported with all that follows. */
  static final int LIMIT = 300;

  private final List<Expr> body;
  private final Arity arity;
  private final List<Set<String>> missing;
  private final List<Set<String>> enclosed;
  private final List<Expr> ordered = new ArrayList<>();
  private final Set<String> carried = new LinkedHashSet<>();
  private final Set<String> bound = new HashSet<>();

  UnsafeReport(
      List<Expr> body, Arity arity, List<Set<String>> needed, List<Set<String>> enclosed) {
    this.body = body;
    this.arity = arity;
    this.missing = new ArrayList<>(needed);
    this.enclosed = enclosed;
  }

  /** The expressions that count as evaluated, in order. */
  List<Expr> ordered() {
    return ordered;
  }

  /** The expressions that are left, with the variables that they miss. */
  Unsafe run(Bound around, Set<String> bodyVariables) {
    bodyVariables.stream().filter(around::has).forEach(bound::add);
    missing.replaceAll(names -> without(names, Set.of()));
    var isPlaced = new boolean[body.size()];
    for (var placed = -1; placed < ordered.size();) {
      placed = ordered.size();
      for (var i = 0; i < isPlaced.length; i++) {
        isPlaced[i] = isPlaced[i] || isSafe(i);
      }
    }
    var unsafe = new Unsafe();
    for (var i = 0; i < isPlaced.length; i++) {
      if (!isPlaced[i]) {
        unsafe.add(body.get(i), missing.get(i));
      }
    }
    return unsafe;
  }

  private boolean isSafe(int position) {
    var expr = body.get(position);
    var outputs = Outputs.of(expr, arity, bound::contains, carried);
    var inner = enclosed.get(position);
    if (!inner.isEmpty() && inner.equals(outputs)) {
      return false;
    }
    var unbound = without(inner.isEmpty() ? missing.get(position) : inner, outputs);
    missing.set(position, unbound);
    if (!unbound.isEmpty()) {
      return false;
    }
    ordered.add(expr);
    bound.addAll(outputs);
    return true;
  }

  private Set<String> without(Set<String> names, Set<String> outputs) {
    var rest = new LinkedHashSet<String>();
    for (var name : names) {
      if (!outputs.contains(name) && !bound.contains(name)) {
        rest.add(name);
      }
    }
    return rest;
  }
}
