package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes template strings calls of {@code internal.template_string}: each expression becomes a set
 * comprehension, so that an undefined one is an empty set.
 */
final class RewriteTemplateStrings {

  /** With so many issues the rest is left as it is; each comprehension around one doubles them. */
  private static final int MOST_ISSUES = 100;

  static final String FUNCTION = "internal.template_string";

  private final Compilation compilation;

  private RewriteTemplateStrings(Compilation compilation) {
    this.compilation = compilation;
  }

  static void run(Compilation compilation) {
    var stage = new RewriteTemplateStrings(compilation);
    compilation.eachLink(stage::rewrite);
  }

  static Body query(Body query, Compilation compilation) {
    return new RewriteTemplateStrings(compilation).body(query, Set.of("data", "input"));
  }

  private void rewrite(Definition definition) {
    var search = new Search();
    search.rule(definition.rule());
    if (!search.found) {
      return;
    }
    var bound = new HashSet<>(Set.of("data", "input"));
    if (definition.rule().head().args() != null) {
      bound.addAll(Variables.of(definition.rule().head().args()));
    }
    var body = definition.rule().body();
    definition.body(body(body, bound));
    var templates = new Templates(with(bound, body));
    Rule.Head head = definition.rule().head();
    definition.head(
        Heads.with(
            head,
            head.ref(),
            head.args() == null ? null : templates.terms(head.args()),
            templates.nullable(head.key()),
            templates.nullable(head.value())));
  }

  private Body body(Body body, Set<String> bound) {
    return new Templates(with(bound, body)).descend(body);
  }

  /** What is bound before and by the body. */
  private Set<String> with(Set<String> bound, Body body) {
    var all = new LinkedHashSet<>(bound);
    all.addAll(Outputs.ofBody(body, compilation::arity, bound::contains));
    return all;
  }

  /** Finds out whether there is any template string. */
  private static final class Search extends Walk {

    private boolean found;

    @Override
    boolean enter(Term term) {
      found |= term instanceof Term.Template;
      return !found;
    }
  }

  /** Rewrites the template strings of one body, where the given variables are bound. */
  private final class Templates extends Transform {

    private final Set<String> bound;

    Templates(Set<String> bound) {
      this.bound = bound;
    }

    @Override
    protected Term term(Term term) {
      return switch (term) {
        case Term.Template template -> descend(call(template));
        case Term.ArrayComprehension(var location, var head, var body) -> {
          var inner = inner(body);
          yield new Term.ArrayComprehension(location, term(inner.only(head)), twice(body, inner));
        }
        case Term.SetComprehension(var location, var head, var body) -> {
          var inner = inner(body);
          yield new Term.SetComprehension(location, term(inner.only(head)), twice(body, inner));
        }
        case Term.ObjectComprehension(var location, var key, var value, var body) -> {
          var inner = inner(body);
          yield new Term.ObjectComprehension(
              location, term(inner.only(key)), term(inner.only(value)), twice(body, inner));
        }
        default -> descend(term);
      };
    }

    private Templates inner(Body body) {
      return new Templates(with(bound, body));
    }

    /**
     * Rewrites a term that is a template string itself. What is within others OPA leaves to the scope
     * around a comprehension, which does not know its variables.
     */
    private Term only(Term term) {
      return term instanceof Term.Template template ? call(template) : term;
    }

    /** Rewrites a body of its own scope; what has issues there is tried in this one again. */
    private Body twice(Body body, Templates inner) {
      var issues = compilation.issues.size();
      var first = inner.descend(body);
      return compilation.issues.size() > issues ? descend(first) : first;
    }

    @Override
    protected Expr expr(Expr expr) {
      if (!(expr.form() instanceof Expr.Every every)) {
        return descend(expr);
      }
      var inner = new LinkedHashSet<>(bound);
      inner.addAll(Variables.of(Names.pair(every.key(), every.value())));
      var form = new Expr.Every(
          every.key(),
          every.value(),
          term(only(every.domain())),
          twice(every.body(), new Templates(with(inner, every.body()))));
      return new Expr(
          expr.location(), form, expr.negated(), withs(expr.withs()), expr.generated());
    }

    @Override
    protected Body body(Body body) {
      return RewriteTemplateStrings.this.body(body, bound);
    }

    private Term call(Term.Template template) {
      var capabilities = compilation.capabilities();
      if (!capabilities.has(Capabilities.TEMPLATE_STRINGS) || !capabilities.allows(FUNCTION)) {
        compilation.issue(
            Issue.COMPILE, template.location(), "template-strings are not supported");
        return template;
      }
      var issues = compilation.issues.size();
      if (issues >= MOST_ISSUES) {
        return template;
      }
      var parts = new ArrayList<Term>();
      for (var part : template.parts()) {
        switch (part) {
          case Term.Text(var location, var text) -> parts.add(Names.string(location, text));
          case Term.Embedded(var expression) -> embed(expression, parts);
        }
      }
      if (compilation.issues.size() > issues) {
        return template;
      }
      if (template.parts().isEmpty()) {
        parts.add(Names.string(template.location(), ""));
      }
      return new Term.Call(
          template.location(),
          Names.operator(template.location(), FUNCTION),
          List.of(new Term.ArrayTerm(template.location(), parts)),
          false);
    }

    private void embed(Expr expression, List<Term> parts) {
      var term = value(expression);
      if (term == null) {
        return;
      }
      if (term instanceof Term.Scalar && expression.withs().isEmpty()) {
        parts.add(term);
        return;
      }
      if (term instanceof Term.Var || term instanceof Term.Ref ref && isDefined(ref)) {
        parts.add(new Term.SetTerm(term.location(), List.of(term)));
        return;
      }
      for (var name : new TreeSet<>(Variables.of(term, Variables.SAFETY))) {
        if (!bound.contains(name)) {
          compilation.issue(
              Issue.COMPILE,
              term.location(),
              "var " + compilation.names.shown(name) + " is undeclared");
        }
      }
      var local = new Term.Var(term.location(), compilation.names.next());
      var capture = new Expr(
          term.location(),
          Operators.equality(term.location(), local, term),
          false,
          expression.withs(),
          false);
      parts.add(
          new Term.SetComprehension(
              term.location(), local, new Body(term.location(), List.of(capture))));
    }

    private @Nullable Term value(Expr expression) {
      return switch (expression.form()) {
        case Expr.Is(var term) -> term;
        case Expr.Invoke(var operator, var args, var infix) -> {
          var name = Names.dotted(operator);
          if (compilation.functions.isRelation(name)) {
            compilation.issue(
                Issue.COMPILE,
                expression.location(),
                "illegal call to relation built-in '"
                    + name
                    + "' that may cause multiple outputs");
            yield null;
          }
          yield new Term.Call(expression.location(), operator, args, infix);
        }
        default -> {
          compilation.issue(
              Issue.COMPILE, expression.location(), "unexpected template-string expression");
          yield null;
        }
      };
    }
  }

  /** Whether the reference is a rule that is never undefined. */
  private boolean isDefined(Term.Ref ref) {
    if (ref.parts().size() < 2 || !Operators.isData(ref)) {
      return false;
    }
    var node = compilation.tree().find(ref.parts());
    if (node == null || node.rules().isEmpty()) {
      return false;
    }
    var first = node.rules().getFirst().rule();
    if (first.head().isFunction()) {
      return false;
    }
    if (first.isDefault() || first.head().isMultiValue()) {
      return true;
    }
    return node.rules().size() == 1
        ? isConstant(first)
        : node.rules().stream().skip(1).anyMatch(definition -> definition.rule().isDefault());
  }

  private static boolean isConstant(Rule rule) {
    var value = rule.head().value();
    return value != null
        && Bodies.isTrue(rule.body())
        && Names.isGround(value)
        && !(value instanceof Term.Ref)
        && !(value instanceof Term.Call);
  }
}
