package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Binds references and comprehensions within other terms to variables first:
 * {@code f(data.x, v)} becomes {@code w = data.x; f(w, v)}.
 */
final class RewriteDynamicTerms {

  private final LocalNames names;
  private final Map<String, Term> subjects;

  private RewriteDynamicTerms(Compilation compilation) {
    this.names = compilation.names;
    this.subjects = compilation.subjects;
  }

  static void run(Compilation compilation) {
    var stage = new RewriteDynamicTerms(compilation);
    compilation.eachLink(
        definition -> definition.body(stage.body(definition.rule().body())));
  }

  static Body query(Body query, Compilation compilation) {
    return new RewriteDynamicTerms(compilation).body(query);
  }

  private Body body(Body body) {
    var result = new ArrayList<Expr>(body.expressions().size());
    var same = true;
    for (var expr : body.expressions()) {
      var rewriter = new Statement(expr, result);
      var form = rewriter.form(expr.form());
      result.add(
          form == expr.form()
              ? expr
              : new Expr(
                  expr.location(), form, expr.negated(), expr.withs(), expr.generated()));
      same &= result.getLast() == expr;
    }
    return same && result.size() == body.expressions().size()
        ? body
        : new Body(body.location(), result);
  }

  /** Rewrites one expression; what it needs first goes to the result ahead of it. */
  private final class Statement {

    private final Expr original;
    private final List<Expr> result;

    Statement(Expr original, List<Expr> result) {
      this.original = original;
      this.result = result;
    }

    Expr.Form form(Expr.Form form) {
      return switch (form) {
        case Expr.Is(var term) -> {
          var changed = outermost(term);
          yield changed == term ? form : new Expr.Is(changed);
        }
        case Expr.Invoke(var operator, var args, var infix) -> {
          Function<Term, Term> change = Operators.isEquality(form) && args.size() == 2
              ? this::outermost
              : this::inner;
          var changed = all(args, change);
          yield changed == args ? form : new Expr.Invoke(operator, changed, infix);
        }
        case Expr.Every(var key, var value, var domain, var body) ->
          new Expr.Every(key, value, inner(domain), body(body));
        case Expr.Not(var body, var braces) -> new Expr.Not(body(body), braces);
        case Expr.Logical logical ->
          new Expr.Logical(
              logical.isAnd(),
              body(logical.left()),
              body(logical.right()),
              logical.leftBraces(),
              logical.rightBraces());
        case Expr.Some some -> some;
        case Expr.SomeIn some -> some;
      };
    }

    /** A term that the expression can evaluate itself. */
    private Term outermost(Term term) {
      return switch (term) {
        case Term.Ref ref -> parts(ref);
        case Term closure when Names.isComprehension(closure) -> ordered(closure);
        default -> inner(term);
      };
    }

    private Term inner(Term term) {
      return switch (term) {
        case Term.Ref ref -> bind(parts(ref));
        case Term.ArrayTerm(var location, var items) -> {
          var changed = all(items, this::inner);
          yield changed == items ? term : new Term.ArrayTerm(location, changed);
        }
        case Term.SetTerm(var location, var items) -> {
          var changed = all(VisitOrder.members(items), this::inner);
          yield changed == items ? term : new Term.SetTerm(location, changed);
        }
        case Term.ObjectTerm object -> object(object);
        case Term closure when Names.isComprehension(closure) -> bind(ordered(closure));
        default -> term;
      };
    }

    private Term object(Term.ObjectTerm object) {
      var changed = new ArrayList<Term.Entry>(object.entries().size());
      var same = true;
      for (var entry : VisitOrder.entries(object.entries())) {
        var key = inner(entry.key());
        var value = inner(entry.value());
        same &= key == entry.key() && value == entry.value();
        changed.add(new Term.Entry(key, value));
      }
      return same ? object : new Term.ObjectTerm(object.location(), changed);
    }

    private Term.Ref parts(Term.Ref ref) {
      var tail = ref.parts().subList(1, ref.parts().size());
      var changed = all(tail, this::inner);
      if (changed == tail) {
        return ref;
      }
      var parts = new ArrayList<Term>(ref.parts().size());
      parts.add(ref.head());
      parts.addAll(changed);
      return new Term.Ref(ref.location(), parts);
    }

    private Term bind(Term term) {
      var local = new Term.Var(term.location(), names.next());
      result.add(Operators.generated(term.location(), local, term).with(original.withs()));
      subjects.put(local.name(), term);
      return local;
    }

    private Term ordered(Term closure) {
      return switch (closure) {
        case Term.ArrayComprehension(var location, var head, var body) ->
          new Term.ArrayComprehension(location, head, body(body));
        case Term.SetComprehension(var location, var head, var body) ->
          new Term.SetComprehension(location, head, body(body));
        case Term.ObjectComprehension(var location, var key, var value, var body) ->
          new Term.ObjectComprehension(location, key, value, body(body));
        default -> closure;
      };
    }

    private List<Term> all(List<Term> terms, Function<Term, Term> change) {
      ArrayList<Term> changed = null;
      for (var i = 0; i < terms.size(); i++) {
        var term = change.apply(terms.get(i));
        if (term != terms.get(i)) {
          changed = changed == null ? new ArrayList<>(terms) : changed;
          changed.set(i, term);
        }
      }
      return changed == null ? terms : changed;
    }
  }
}
