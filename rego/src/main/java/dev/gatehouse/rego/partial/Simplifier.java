package dev.gatehouse.rego.partial;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.compile.ResidualBodies;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Nodes;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Removes the variables of a body that only hand a value on: {@code x = input.a; x > 1} becomes
 * {@code input.a > 1}. What must be defined stays, and what binds the variables that stay.
 */
public final class Simplifier {

  private static final Set<String> ROOTS = Set.of("data", "input");

  private final ResidualBodies bodies;
  private final Set<String> live;
  private final boolean mayBeEmpty;
  private final Set<String> placeholders = new HashSet<>();

  private Simplifier(ResidualBodies bodies, Set<String> live, boolean mayBeEmpty) {
    this.bodies = bodies;
    this.live = new TreeSet<>(Comparator.comparing(StringValue::of));
    this.live.addAll(live);
    this.mayBeEmpty = mayBeEmpty;
  }

  /** @param live the variables that whoever uses the body needs */
  public static Simplifier ofQuery(ResidualBodies bodies, Set<String> live) {
    return new Simplifier(bodies, live, true);
  }

  /**
   * For bodies of rules and of {@code not}, which have at least one expression.
   *
   * @param live the variables that whoever uses the body needs
   */
  public static Simplifier ofBody(ResidualBodies bodies, Set<String> live) {
    return new Simplifier(bodies, live, false);
  }

  /** A body that holds for the same values of the live variables. */
  public Body simplify(Body body) {
    var equalities = Equalities.of(body, live);
    if (equalities == null) {
      return body;
    }
    var result = new Run(equalities, heads(body, equalities)).result(body);
    if (result == null) {
      return body;
    }
    return result.isEmpty() && !mayBeEmpty
        ? Forms.truth()
        : new Body(body.location(), result);
  }

  /** The variables that references start with; no call can stand in their place. */
  private static Set<String> heads(Body body, Equalities equalities) {
    var heads = new HashSet<String>();
    Nodes.walk(body, node -> {
      if (node instanceof Term.Ref ref && ref.head() instanceof Term.Var(var location, var name)) {
        var group = equalities.find(name);
        if (group == null) {
          heads.add(name);
        } else {
          group.keepVariable();
          heads.add(group.name());
        }
      }
    });
    return heads;
  }

  /** One body on its way. */
  private final class Run {
    private final Equalities equalities;
    private final Set<String> heads;
    private final Map<String, Term> removed = new HashMap<>();
    private final List<Expr> result = new ArrayList<>();

    Run(Equalities equalities, Set<String> heads) {
      this.equalities = equalities;
      this.heads = heads;
    }

    /** Null if variables would be left without a value. */
    @Nullable
    List<Expr> result(Body body) {
      for (var expression : body.expressions()) {
        var isNegated = expression.negated() || expression.form() instanceof Expr.Not;
        var plugged = new Plugging(equalities, removed, isNegated).plugged(expression);
        if (plugged.form() instanceof Expr.Not(var inner, var braces)) {
          var simplified = new Simplifier(bodies, liveWithin(inner), false).simplify(inner);
          plugged = plugged.as(new Expr.Not(simplified, braces));
        }
        if (isKept(plugged, isNegated)) {
          result.add(plugged);
        }
      }
      bindLive();
      return restore() ? result : null;
    }

    private Set<String> liveWithin(Body inner) {
      var within = new HashSet<>(bodies.outside(inner));
      within.removeIf(
          name -> !live.contains(name)
              && equalities.find(name) == null
              && !removed.containsKey(name));
      return within;
    }

    /** Whether an expression stays; of one that goes the value of its variable is kept. */
    private boolean isKept(Expr expression, boolean isNegated) {
      if (isNegated || !expression.withs().isEmpty()) {
        return true;
      }
      if (Forms.isEquality(expression)) {
        var left = Forms.left(expression);
        var right = Forms.right(expression);
        if (Forms.same(left, right)) {
          keepDefined(left);
          return false;
        }
        return !replaces(left, right) && !replaces(right, left);
      }
      return !isRemovedCall(expression) && !Forms.isIdle(expression);
    }

    private void keepDefined(Term term) {
      if (term instanceof Term.Ref ref
          && ref.head() instanceof Term.Var(var location, var name)
          && live.contains(name)) {
        var placeholder = "__localcp" + placeholders.size() + "__";
        placeholders.add(placeholder);
        removed.put(placeholder, term);
      }
    }

    private boolean replaces(Term variable, Term term) {
      if (variable instanceof Term.Var(var location, var name)
          && !live.contains(name)
          && (term instanceof Term.Ref || term instanceof Term.Call)) {
        removed.put(name, term);
        return true;
      }
      return false;
    }

    private boolean isRemovedCall(Expr expression) {
      if (!(expression.form() instanceof Expr.Invoke(var operator, var args, var infix))
          || bodies.arity(operator) != args.size() - 1
          || !(args.getLast() instanceof Term.Var(var location, var name))
          || live.contains(name)
          || heads.contains(name)) {
        return false;
      }
      var inputs = args.subList(0, args.size() - 1);
      removed.put(name, new Term.Call(expression.location(), operator, inputs, infix));
      return true;
    }

    private void bindLive() {
      for (var name : live) {
        var group = equalities.find(name);
        if (group == null) {
          continue;
        }
        var variable = new Term.Var(Location.NONE, name);
        var value = group.constant() == null ? removed.get(group.name()) : group.constant();
        if (value != null) {
          result.add(Forms.equality(variable, value));
        } else if (!group.name().equals(name)) {
          result.add(Forms.equality(variable, group.term()));
        }
      }
    }

    /** Brings back what must be defined or binds something; false if variables stay unbound. */
    private boolean restore() {
      var bound = new HashSet<>(ROOTS);
      bound.addAll(live);
      bound.addAll(bodies.outputs(new Body(Location.NONE, result), bound));
      var unbound = new HashSet<>(bodies.required(new Body(Location.NONE, result)));
      unbound.removeAll(bound);
      for (var name : removed.keySet().stream().sorted(descending()).toList()) {
        var value = removed.get(name);
        if (value == null) {
          continue;
        }
        var equality = Forms.equality(new Term.Var(Location.NONE, name), value);
        var outputs = bodies.outputs(equality, bound);
        var binds = unbound.removeAll(outputs);
        if (binds || !isBoundRoot(value, bound) && !Occurrence.of(value, result)) {
          var isPlaceholder = placeholders.contains(name) && value instanceof Term.Ref;
          result.add(isPlaceholder ? Forms.is(value) : equality);
          bound.addAll(outputs);
        }
      }
      return unbound.isEmpty();
    }

    private static Comparator<String> descending() {
      return Comparator.<String, StringValue>comparing(StringValue::of).reversed();
    }

    private static boolean isBoundRoot(Term value, Set<String> bound) {
      return value instanceof Term.Ref(var location, var parts)
          && parts.size() == 1
          && parts.getFirst() instanceof Term.Var(var l, var name)
          && bound.contains(name);
    }
  }
}
