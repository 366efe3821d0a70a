package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the comprehensions that OPA evaluates once for all values of the variables around them,
 * which shows in its traces. For one body.
 */
final class ComprehensionKeys {

  private static final Set<Variables.Skip> CANDIDATES = Set.of(
      Variables.Skip.CLOSURES, Variables.Skip.CALL_HEAD);

  private final Arity arity;
  private final Set<String> candidates = new HashSet<>(Set.of("data", "input"));
  private final Map<Term, List<String>> found = new IdentityHashMap<>();

  ComprehensionKeys(Arity arity, Collection<Term> arguments) {
    this.arity = arity;
    candidates.addAll(Variables.of(arguments));
  }

  Map<Term, List<String>> of(Body body) {
    new Walk() {
      @Override
      boolean enter(Body inner) {
        inner.expressions().forEach(ComprehensionKeys.this::expression);
        return true;
      }
    }.body(body);
    return found;
  }

  private void expression(Expr expr) {
    var comprehension = comprehension(expr);
    var body = comprehension == null ? null : body(comprehension);
    if (comprehension != null && body != null) {
      var keys = keys(body);
      if (!keys.isEmpty()) {
        found.put(comprehension, keys);
      }
    }
    candidates.addAll(Variables.of(expr, CANDIDATES));
  }

  private static @Nullable Term comprehension(Expr expr) {
    if (expr.negated()
        || !expr.withs().isEmpty()
        || !Operators.isEquality(expr.form())
        || !(expr.form() instanceof Expr.Invoke(var operator, var args, var infix))
        || args.size() != 2) {
      return null;
    }
    if (args.getFirst() instanceof Term.Var && Names.isComprehension(args.getLast())) {
      return args.getLast();
    }
    return args.getLast() instanceof Term.Var && Names.isComprehension(args.getFirst())
        ? args.getFirst()
        : null;
  }

  private static @Nullable Body body(Term term) {
    return switch (term) {
      case Term.ArrayComprehension(var location, var head, var body) -> body;
      case Term.SetComprehension(var location, var head, var body) -> body;
      case Term.ObjectComprehension(var location, var key, var value, var body) -> body;
      default -> null;
    };
  }

  private List<String> keys(Body body) {
    var outputs = Outputs.ofBody(body, arity, Operators::isRoot);
    for (var name : Variables.of(body, Variables.SAFETY)) {
      if (!outputs.contains(name) && !Operators.isRoot(name)) {
        return List.of();
      }
    }
    if (new Regression().in(body) || new NestedCandidates().in(body)) {
      return List.of();
    }
    return candidates.stream().filter(outputs::contains).sorted().toList();
  }

  /** Whether references have outputs among the candidates, which an index would make worse. */
  private final class Regression extends Walk {

    private final Set<String> seen = new HashSet<>();
    private boolean found;

    boolean in(Body body) {
      body(body);
      return found;
    }

    @Override
    boolean enter(Expr expr) {
      if (expr.form() instanceof Expr.Invoke(var operator, var args, var infix)
          && args.size() == 2
          && Names.dotted(operator).equals("walk")) {
        check(Variables.of(args.getLast()));
      }
      return !found;
    }

    @Override
    boolean enter(Term term) {
      switch (term) {
        case Term.Ref(var location, var parts) ->
          check(new Variables(Set.of(Variables.Skip.REF_HEAD)).terms(
              parts.subList(1, parts.size())).names());
        case Term.Var(var location, var name) -> seen.add(name);
        default -> {
        }
      }
      return !found && !Names.isComprehension(term);
    }

    private void check(Set<String> names) {
      found |= names.stream().anyMatch(n -> candidates.contains(n) && !seen.contains(n));
    }
  }

  /** Whether comprehensions within refer to candidates. */
  private final class NestedCandidates extends Walk {

    private boolean found;

    boolean in(Body body) {
      body(body);
      return found;
    }

    @Override
    boolean enter(Term term) {
      if (!Names.isComprehension(term)) {
        return !found;
      }
      found |= Variables.of(term, Set.of(Variables.Skip.REF_HEAD))
          .stream()
          .anyMatch(candidates::contains);
      return false;
    }
  }
}
