package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes nested calls expressions of their own: {@code f(g(x))} becomes
 * {@code g(x, v); f(v)}. References into literals become references into variables.
 */
final class RewriteExprTerms {

  private final LocalNames names;
  private final Map<String, Term> subjects;

  private RewriteExprTerms(Compilation compilation) {
    this.names = compilation.names;
    this.subjects = compilation.subjects;
  }

  static void run(Compilation compilation) {
    var stage = new RewriteExprTerms(compilation);
    compilation.eachLink(stage::rewrite);
  }

  static Body query(Body query, Compilation compilation) {
    return new RewriteExprTerms(compilation).body(query);
  }

  private void rewrite(Definition definition) {
    var head = definition.rule().head();
    var extra = new ArrayList<Expr>();
    var args = head.args() == null ? null : terms(head.args(), extra);
    var key = head.key() == null ? null : term(head.key(), extra);
    var value = head.value() == null ? null : term(head.value(), extra);
    definition.head(Heads.with(head, head.ref(), args, key, value));
    definition.body(body(Bodies.append(definition.rule().body(), extra)));
  }

  private Body body(Body body) {
    var result = new ArrayList<Expr>(body.expressions().size());
    for (var expr : body.expressions()) {
      statement(expr, result);
    }
    return new Body(body.location(), result);
  }

  private void statement(Expr expr, List<Expr> result) {
    var withs = expr.withs();
    if (!withs.isEmpty()) {
      withs = withs.stream()
          .map(with -> new Expr.With(with.location(), with.target(), term(with.value(), result)))
          .toList();
    }
    var extra = new ArrayList<Expr>();
    var form = form(expr.form(), extra);
    for (var support : extra) {
      result.add(withs.isEmpty() ? support : support.with(withs));
    }
    result.add(
        form == expr.form() && withs == expr.withs()
            ? expr
            : new Expr(expr.location(), form, expr.negated(), withs, expr.generated()));
  }

  private Expr.Form form(Expr.Form form, List<Expr> extra) {
    return switch (form) {
      case Expr.Is(var term) -> {
        var changed = term(term, extra);
        yield changed == term ? form : new Expr.Is(changed);
      }
      case Expr.Invoke(var operator, var args, var infix) -> {
        var changed = terms(args, extra);
        yield changed == args ? form : new Expr.Invoke(operator, changed, infix);
      }
      case Expr.Some some -> some;
      case Expr.SomeIn some -> some;
      case Expr.Every(var key, var value, var domain, var body) -> {
        var local = new Term.Var(domain.location(), names.next());
        statement(Operators.generated(domain.location(), local, domain), extra);
        yield new Expr.Every(key, value, local, body(body));
      }
      case Expr.Not(var body, var braces) -> new Expr.Not(body(body), braces);
      case Expr.Logical logical ->
        new Expr.Logical(
            logical.isAnd(),
            body(logical.left()),
            body(logical.right()),
            logical.leftBraces(),
            logical.rightBraces());
    };
  }

  private List<Term> terms(List<Term> terms, List<Expr> extra) {
    ArrayList<Term> changed = null;
    for (var i = 0; i < terms.size(); i++) {
      var term = term(terms.get(i), extra);
      if (term != terms.get(i)) {
        changed = changed == null ? new ArrayList<>(terms) : changed;
        changed.set(i, term);
      }
    }
    return changed == null ? terms : changed;
  }

  private Term term(Term term, List<Expr> extra) {
    return switch (term) {
      case Term.Scalar scalar -> scalar;
      case Term.Var variable -> variable;
      case Term.Template template -> template;
      case Term.Call call -> call(call, extra);
      case Term.Ref ref -> reference(ref, extra);
      case Term.ArrayTerm(var location, var items) -> {
        var changed = terms(items, extra);
        yield changed == items ? term : new Term.ArrayTerm(location, changed);
      }
      case Term.SetTerm(var location, var items) -> {
        var changed = terms(VisitOrder.members(items), extra);
        yield changed == items ? term : new Term.SetTerm(location, changed);
      }
      case Term.ObjectTerm object -> object(object, extra);
      case Term.ArrayComprehension(var location, var head, var body) -> {
        var inner = new ArrayList<Expr>();
        var newHead = term(head, inner);
        yield new Term.ArrayComprehension(location, newHead, body(Bodies.append(body, inner)));
      }
      case Term.SetComprehension(var location, var head, var body) -> {
        var inner = new ArrayList<Expr>();
        var newHead = term(head, inner);
        yield new Term.SetComprehension(location, newHead, body(Bodies.append(body, inner)));
      }
      case Term.ObjectComprehension(var location, var key, var value, var body) -> {
        var inner = new ArrayList<Expr>();
        var newKey = term(key, inner);
        var newValue = term(value, inner);
        yield new Term.ObjectComprehension(
            location, newKey, newValue, body(Bodies.append(body, inner)));
      }
    };
  }

  private Term call(Term.Call call, List<Expr> extra) {
    var args = new ArrayList<>(terms(call.args(), extra));
    var output = new Term.Var(call.location(), names.next());
    args.add(output);
    extra.add(
        new Expr(
            call.location(),
            new Expr.Invoke(call.operator(), args, call.infix()),
            false,
            List.of(),
            true));
    return output;
  }

  private Term object(Term.ObjectTerm object, List<Expr> extra) {
    var entries = VisitOrder.entries(object.entries());
    var changed = new ArrayList<Term.Entry>(entries.size());
    var same = entries == object.entries();
    for (var entry : entries) {
      var key = term(entry.key(), extra);
      var value = term(entry.value(), extra);
      var unchanged = key == entry.key() && value == entry.value();
      changed.add(unchanged ? entry : new Term.Entry(key, value));
      same &= unchanged;
    }
    return same ? object : new Term.ObjectTerm(object.location(), changed);
  }

  private Term reference(Term.Ref ref, List<Expr> extra) {
    var parts = terms(ref.parts(), extra);
    if (ref.head() instanceof Term.Call call && parts.getFirst() instanceof Term.Var local) {
      subjects.put(local.name(), call);
    }
    var head = parts.getFirst();
    if (head instanceof Term.Var || head instanceof Term.Ref || head instanceof Term.Scalar) {
      return parts == ref.parts() ? ref : new Term.Ref(ref.location(), parts);
    }
    var local = new Term.Var(head.location(), names.next());
    extra.add(Operators.generated(head.location(), local, head));
    subjects.put(local.name(), head);
    var changed = new ArrayList<>(parts);
    changed.set(0, local);
    return new Term.Ref(ref.location(), changed);
  }
}
