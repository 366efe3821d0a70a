package dev.gatehouse.rego.search;

import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.Visitor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what must be left for later: what is unknown, what refers to rules that are, and what a
 * {@code with} modifies. What is unknown by its variables alone is asked anew each time; for rules the
 * answer is kept.
 */
final class Dependence {

  private final Knowledge knowledge;
  private final PartialSettings settings;
  private final Unknowns unknowns;
  private final Inlining inlining;
  private final Map<Definition, Boolean> rules = new IdentityHashMap<>();

  Dependence(
      Knowledge knowledge, PartialSettings settings, Unknowns unknowns, Inlining inlining) {
    this.knowledge = knowledge;
    this.settings = settings;
    this.unknowns = unknowns;
    this.inlining = inlining;
  }

  boolean of(Term term, Bindings bindings) {
    var search = new Occurrence(bindings);
    search.term(term);
    return search.found;
  }

  boolean of(Expr expression, Bindings bindings) {
    var search = new Occurrence(bindings);
    search.expression(expression);
    return search.found;
  }

  boolean of(Body body, Bindings bindings) {
    var search = new Occurrence(bindings);
    search.body(body);
    return search.found;
  }

  private boolean of(Definition definition) {
    var known = rules.get(definition);
    if (known == null) {
      var search = new Occurrence(null);
      search.rule(definition.rule());
      known = search.found;
      rules.put(definition, known);
    }
    return known;
  }

  /** Looks for a reason in one piece of syntax. */
  private final class Occurrence extends Visitor {

    private final @Nullable Bindings bindings;
    private boolean found;

    /** @param bindings of its variables, null for the body of a rule, whose variables have none yet */
    Occurrence(@Nullable Bindings bindings) {
      this.bindings = bindings;
    }

    void rule(Rule first) {
      for (var rule = first; rule != null && !found; rule = rule.otherwise()) {
        head(rule.head());
        body(rule.body());
      }
    }

    @Override
    protected boolean enter(Expr expression) {
      found |= !expression.withs().isEmpty() || isLeft(expression);
      return !found;
    }

    private boolean isLeft(Expr expression) {
      if (settings.nondeterministic()
          || !(expression.form() instanceof Expr.Invoke(var operator, var args, var infix))) {
        return false;
      }
      var builtin = knowledge.builtin(Terms.dotted(operator));
      return builtin != null && isLeft(builtin);
    }

    private static boolean isLeft(Builtin builtin) {
      return builtin.flags().contains(Builtin.Flag.NONDETERMINISTIC);
    }

    @Override
    protected boolean enter(Term term) {
      if (!found) {
        found = switch (term) {
          case Term.Var variable -> bindings != null && unknowns.areIn(variable, bindings);
          case Term.Ref ref -> isUnknown(ref);
          default -> false;
        };
      }
      return !found;
    }

    private boolean isUnknown(Term.Ref ref) {
      var own = bindings == null ? Bindings.NONE : bindings;
      if (unknowns.contains(ref, own)
          || inlining.isExcluded(Terms.constantPrefix(ref).parts())) {
        return true;
      }
      return Terms.isRootRef(ref, "data")
          && knowledge.root().anyRule(bindings == null ? ref : narrowed(ref, bindings),
              Dependence.this::of);
    }

    private static Term.Ref narrowed(Term.Ref ref, Bindings bindings) {
      var parts = new ArrayList<Term>();
      for (var part : ref.parts()) {
        parts.add(
            part instanceof Term.Var && bindings.plug(part) instanceof Term.Scalar scalar
                ? scalar
                : part);
      }
      return new Term.Ref(ref.location(), parts);
    }
  }
}
