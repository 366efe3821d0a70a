package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Orders the expressions of a body so that each variable is bound before its use, as OPA does:
 * sweep after sweep over the body, every expression that has become safe goes to the end of the
 * new body. The order can be observed, so it is OPA's to the letter; but an expression is only
 * looked at again once one of its variables has become bound. Its state is whether an order is
 * only tried.
 */
final class SafeOrder {

  private final Arity arity;
  private boolean isTrying;

  SafeOrder(Arity arity) {
    this.arity = arity;
  }

  /**
   * The body, those of its closures too, in safe order.
   *
   * @param around what is bound around the body
   * @param unsafe takes the expressions that nothing makes safe
   */
  Body order(Body body, Bound around, Unsafe unsafe) {
    var sweeps = new Sweeps(body.expressions(), around);
    var ordered = sweeps.run();
    if (ordered.size() < body.expressions().size()) {
      ordered = sweeps.report(unsafe);
    } else if (!isTrying && sweeps.hasClosures()) {
      isTrying = true;
      tryOrder(sweeps, ordered, unsafe);
      isTrying = false;
    }
    var result = withClosures(ordered, sweeps, unsafe);
    return isSame(result, body.expressions()) ? body : new Body(body.location(), result);
  }

  /** Finds what OPA refuses, though there is a safe order, since it goes by another one. */
  private void tryOrder(Sweeps sweeps, List<Expr> safe, Unsafe unsafe) {
    var refused = new Unsafe();
    var other = sweeps.report(refused);
    if (refused.isEmpty() && !isSame(other, safe)) {
      withClosures(other, sweeps, refused);
    }
    unsafe.add(refused);
  }

  private List<Expr> withClosures(List<Expr> ordered, Sweeps sweeps, Unsafe unsafe) {
    var known = sweeps.around.inner();
    var result = new ArrayList<Expr>(ordered.size());
    for (var expr : ordered) {
      result.add(new Closures(expr, known, unsafe).expr(expr));
      known.add(sweeps.needed(expr));
    }
    return result;
  }

  private static boolean isSame(List<Expr> left, List<Expr> right) {
    for (var i = 0; i < left.size(); i++) {
      if (left.get(i) != right.get(i)) {
        return false;
      }
    }
    return left.size() == right.size();
  }

  private Set<String> safetyVariables(Expr expr) {
    return new Variables(Variables.SAFETY, arity).expr(expr).names();
  }

  /** The sweeps over one body. */
  private final class Sweeps {

    private final List<Expr> body;
    private final Bound around;
    private final Set<String> bound = new HashSet<>();
    private final Set<String> bodyVariables = new HashSet<>();
    private final List<Set<String>> needed = new ArrayList<>();
    private final List<Set<String>> missing = new ArrayList<>();
    private final List<Set<String>> enclosed = new ArrayList<>();
    private final Map<Expr, Set<String>> neededBy = new IdentityHashMap<>();

    /** The places of the variables of what waits; known from the second sweep on. */
    private final Map<String, List<Integer>> mentions = new HashMap<>();

    private final BitSet waiting = new BitSet();
    private final List<Expr> ordered = new ArrayList<>();
    private BitSet sweep = new BitSet();
    private BitSet nextSweep = new BitSet();

    Sweeps(List<Expr> body, Bound around) {
      this.body = body;
      this.around = around;
      for (var expr : body) {
        var variables = safetyVariables(expr);
        needed.add(variables);
        neededBy.put(expr, variables);
        missing.add(variables);
        bodyVariables.addAll(variables);
      }
      for (var name : bodyVariables) {
        if (around.has(name)) {
          bound.add(name);
        }
      }
      for (var expr : body) {
        enclosed.add(enclosed(expr));
      }
      waiting.set(0, body.size());
      sweep.set(0, body.size());
    }

    /** The variables that an expression of the body needs bound. */
    Set<String> needed(Expr expr) {
      return neededBy.getOrDefault(expr, Set.of());
    }

    private void mention(int position) {
      for (var name : Variables.of(body.get(position))) {
        if (!bound.contains(name)) {
          mentions.computeIfAbsent(name, n -> new ArrayList<>()).add(position);
        }
      }
    }

    /** The variables of this body that closures within the expression use. */
    private Set<String> enclosed(Expr expr) {
      var closures = new Enclosed();
      closures.expr(expr);
      if (closures.variables == null) {
        return Set.of();
      }
      var names = closures.variables.names();
      names.removeIf(name -> !bodyVariables.contains(name) || around.has(name));
      return names;
    }

    List<Expr> run() {
      sweep();
      if (!waiting.isEmpty() && !ordered.isEmpty()) {
        waiting.stream().forEach(this::mention);
        sweep = (BitSet) waiting.clone();
        while (!sweep.isEmpty()) {
          sweep();
          sweep = nextSweep;
          nextSweep = new BitSet();
        }
      }
      return ordered;
    }

    private void sweep() {
      for (var i = sweep.nextSetBit(0); i >= 0; i = sweep.nextSetBit(i + 1)) {
        consider(i);
      }
    }

    private void consider(int position) {
      var expr = body.get(position);
      var outputs = Outputs.of(expr, arity, bound::contains);
      var inner = enclosed.get(position);
      if (!inner.isEmpty() && inner.equals(outputs)) {
        return;
      }
      var unbound = without(inner, outputs);
      if (unbound.isEmpty()) {
        unbound = without(needed.get(position), outputs);
      }
      missing.set(position, unbound);
      if (unbound.isEmpty()) {
        place(position, outputs);
      }
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

    private void place(int position, Set<String> outputs) {
      waiting.clear(position);
      ordered.add(body.get(position));
      for (var name : outputs) {
        if (bound.add(name)) {
          for (var other : mentions.getOrDefault(name, List.of())) {
            if (waiting.get(other)) {
              (other > position ? sweep : nextSweep).set(other);
            }
          }
        }
      }
    }

    /** Whether there are closures over variables of the body. */
    boolean hasClosures() {
      return enclosed.stream().anyMatch(names -> !names.isEmpty());
    }

    /**
     * Adds what OPA finds unsafe, and gives the expressions that other issues can be looked for in;
     * what it overlooks is found when rules are planned.
     */
    List<Expr> report(Unsafe unsafe) {
      if (body.size() <= UnsafeReport.LIMIT) {
        var report = new UnsafeReport(body, arity, needed, enclosed);
        unsafe.add(report.run(around, bodyVariables));
        return report.ordered();
      }
      waiting.stream().forEach(i -> unsafe.add(body.get(i), missing.get(i)));
      return ordered;
    }
  }

  /** Collects the variables within the closures of an expression. */
  private static final class Enclosed extends Walk {

    private @Nullable Variables variables;

    @Override
    boolean enter(Term term) {
      if (Names.isComprehension(term)) {
        variables().term(term);
        return false;
      }
      return true;
    }

    @Override
    boolean enter(Body body) {
      variables().body(body);
      return false;
    }

    private Variables variables() {
      if (variables == null) {
        variables = new Variables(Set.of());
      }
      return variables;
    }
  }

  /** Orders the bodies of the closures within one expression. */
  private final class Closures extends Transform {

    private final Expr current;
    private final Bound known;
    private final Unsafe unsafe;

    Closures(Expr current, Bound known, Unsafe unsafe) {
      this.current = current;
      this.known = known;
      this.unsafe = unsafe;
    }

    @Override
    protected Expr expr(Expr expr) {
      if (expr.form() instanceof Expr.Every every) {
        known.add(Variables.of(Names.pair(every.key(), every.value())));
      }
      return descend(expr);
    }

    @Override
    protected Term term(Term term) {
      return switch (term) {
        case Term.ArrayComprehension(var location, var head, var body) -> {
          check(Variables.of(head), body);
          var ordered = body(body);
          yield ordered == body ? term : new Term.ArrayComprehension(location, head, ordered);
        }
        case Term.SetComprehension(var location, var head, var body) -> {
          check(Variables.of(head), body);
          var ordered = body(body);
          yield ordered == body ? term : new Term.SetComprehension(location, head, ordered);
        }
        case Term.ObjectComprehension(var location, var key, var value, var body) -> {
          check(Variables.of(List.of(key, value)), body);
          var ordered = body(body);
          yield ordered == body
              ? term
              : new Term.ObjectComprehension(location, key, value, ordered);
        }
        default -> descend(term);
      };
    }

    @Override
    protected Body body(Body body) {
      var inner = new Unsafe();
      var ordered = order(body, known, inner);
      unsafe.add(inner);
      return inner.isEmpty() ? ordered : body;
    }

    /** What the head of a comprehension uses must be bound by its body or around it. */
    private void check(Set<String> head, Body body) {
      var bound = new Variables(Variables.SAFETY, arity).body(body).names();
      var unbound = new LinkedHashSet<String>();
      for (var name : head) {
        if (!bound.contains(name) && !known.has(name)) {
          unbound.add(name);
        }
      }
      if (!unbound.isEmpty()) {
        unsafe.add(current, unbound);
      }
    }
  }
}
