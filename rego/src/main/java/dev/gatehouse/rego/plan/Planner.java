package dev.gatehouse.rego.plan;

import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.compile.CheckedPolicy;
import dev.gatehouse.rego.compile.CheckedQuery;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a policy, and the plans of queries against it. */
public final class Planner {

  private final Places places;

  private Planner(Places places) {
    this.places = places;
  }

  /** A planner for a policy; {@code builtins} finds a built-in function by name, or gives null. */
  public static Planner of(CheckedPolicy policy, Function<String, @Nullable Builtin> builtins) {
    return new Planner(Places.of(policy, builtins));
  }

  /**
   * The plan of every rule.
   *
   * @throws PolicyException if a variable is used that nothing binds
   */
  public Plan plan() throws PolicyException {
    try {
      return rules();
    } catch (NotBoundException e) {
      throw e.unsafe();
    }
  }

  private Plan rules() {
    var bodies = new BodyPlanner(places);
    var groups = new ArrayList<Group>();
    for (var outline : places.outlines()) {
      groups.add(group(outline, bodies));
    }
    return new Plan(places.root(), groups, bodies.replaced());
  }

  private static Group group(Places.Outline outline, BodyPlanner bodies) {
    var clauses = new ArrayList<Clause>();
    var keyed = new ArrayList<Clause>();
    for (var definition : outline.definitions()) {
      if (!definition.rule().isDefault()) {
        clauses.add(clause(outline, definition, bodies));
        addKeyed(outline, definition, bodies, keyed);
      }
    }
    var defaults = outline.defaults();
    var fallback = defaults.isEmpty()
        ? null
        : chain(outline, List.of(), defaults.getFirst(), false, bodies);
    return new Group(
        outline.id(),
        outline.path(),
        outline.kind(),
        outline.arity(),
        clauses,
        keyed.size() == clauses.size() ? keyed : List.of(),
        fallback);
  }

  private static Clause clause(
      Places.Outline outline, Definition definition, BodyPlanner bodies) {
    return chain(outline, outline.pathWithin(definition), definition.rule(), false, bodies);
  }

  private static void addKeyed(
      Places.Outline outline, Definition definition, BodyPlanner bodies, List<Clause> keyed) {
    var key = firstKey(outline, definition);
    if (key != null && isPattern(key)) {
      keyed.add(chain(outline, outline.pathWithin(definition), definition.rule(), true, bodies));
    }
  }

  /** The term that gives the first key of what a rule adds to its group's document. */
  private static @Nullable Term firstKey(Places.Outline outline, Definition definition) {
    return switch (outline.kind()) {
      case SET -> definition.rule().head().key();
      case OBJECT -> {
        var path = outline.pathWithin(definition);
        yield path.isEmpty() ? null : path.getFirst();
      }
      case VALUE, FUNCTION -> null;
    };
  }

  /** Whether a key that is asked for can be matched against the term before the body is evaluated. */
  private static boolean isPattern(Term term) {
    return switch (term) {
      case Term.Scalar s -> true;
      case Term.Var v -> true;
      case Term.ArrayTerm array -> array.items().stream().allMatch(Planner::isPattern);
      case Term.ObjectTerm object ->
        object.entries().stream()
            .allMatch(e -> e.key() instanceof Term.Scalar && isPattern(e.value()));
      default -> false;
    };
  }

  /** The clause of a rule and of its {@code else} chain. */
  private static Clause chain(
      Places.Outline outline, List<Term> path, Rule rule, boolean keyed, BodyPlanner bodies) {
    var head = rule.head();
    var parameters = keyed ? 1 : outline.arity();
    var draft = Draft.ofClause(parameters);
    var terms = bodies.terms();
    if (head.args() != null) {
      for (var i = 0; i < outline.arity(); i++) {
        terms.match(head.args().get(i), new Operand.Local(i), draft);
      }
    }
    if (keyed) {
      var key = outline.kind() == Group.Kind.SET ? head.key() : path.getFirst();
      if (key != null) {
        terms.match(key, new Operand.Local(0), draft);
      }
    }
    bodies.body(rule.body(), draft);
    var keys = terms.operands(path, draft);
    var result = head.key() == null ? head.value() : head.key();
    if (result == null) {
      throw new IllegalStateException(rule.location() + ": the rule has neither value nor key");
    }
    var value = terms.operand(result, draft);
    var next = rule.otherwise();
    return new Clause(
        rule.location(),
        parameters,
        draft.slotCount(),
        draft.block(),
        keys,
        value,
        head.isMultiValue(),
        next == null ? null : chain(outline, path, next, keyed, bodies));
  }

  /**
   * The plan of a query.
   *
   * @throws PolicyException if a variable is used that nothing binds
   */
  public QueryPlan plan(CheckedQuery query) throws PolicyException {
    try {
      return ofQuery(query);
    } catch (NotBoundException e) {
      throw e.unsafe();
    }
  }

  private QueryPlan ofQuery(CheckedQuery query) {
    var bodies = new BodyPlanner(places);
    var draft = Draft.ofClause(0);
    var expressions = new ArrayList<QueryPlan.Shown>();
    var single = query.body().expressions().size() == 1;
    for (var expression : query.body().expressions()) {
      if (expression.form() instanceof Expr.Is(var term)
          && !expression.negated()
          && expression.withs().isEmpty()) {
        var value = draft.stable(bodies.terms().operand(term, draft));
        expressions.add(new QueryPlan.Shown(expression.location(), value));
        if (!single) {
          draft.add(new Statement.Holds(value));
        }
      } else {
        bodies.expression(expression, draft);
      }
    }
    var variables = new LinkedHashMap<String, Operand>();
    query.variables().forEach((name, shown) -> {
      var operand = draft.get(name);
      if (operand != null) {
        variables.put(shown, operand);
      }
    });
    return new QueryPlan(
        draft.slotCount(), draft.block(), variables, expressions, bodies.replaced());
  }
}
