package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a tree from the top down; what does not change stays the same object. A subclass
 * overrides what it rewrites and calls {@code descend} for the rest.
 */
public abstract class Transform {

  protected Term term(Term term) {
    return descend(term);
  }

  protected Expr expr(Expr expr) {
    return descend(expr);
  }

  protected Body body(Body body) {
    return descend(body);
  }

  protected Term.Ref target(Term.Ref target) {
    return (Term.Ref) descend(target);
  }

  protected final Term descend(Term term) {
    return switch (term) {
      case Term.Scalar scalar -> scalar;
      case Term.Var variable -> variable;
      case Term.Ref(var location, var parts) -> {
        var changed = terms(parts);
        yield changed == parts ? term : new Term.Ref(location, changed);
      }
      case Term.ArrayTerm(var location, var items) -> {
        var changed = terms(items);
        yield changed == items ? term : new Term.ArrayTerm(location, changed);
      }
      case Term.SetTerm(var location, var items) -> {
        var changed = terms(items);
        yield changed == items ? term : new Term.SetTerm(location, changed);
      }
      case Term.ObjectTerm(var location, var entries) -> {
        var changed = all(entries, this::entry);
        yield changed == entries ? term : new Term.ObjectTerm(location, changed);
      }
      case Term.ArrayComprehension(var location, var head, var body) -> {
        var newHead = term(head);
        var newBody = body(body);
        yield newHead == head && newBody == body
            ? term
            : new Term.ArrayComprehension(location, newHead, newBody);
      }
      case Term.SetComprehension(var location, var head, var body) -> {
        var newHead = term(head);
        var newBody = body(body);
        yield newHead == head && newBody == body
            ? term
            : new Term.SetComprehension(location, newHead, newBody);
      }
      case Term.ObjectComprehension(var location, var key, var value, var body) -> {
        var newKey = term(key);
        var newValue = term(value);
        var newBody = body(body);
        yield newKey == key && newValue == value && newBody == body
            ? term
            : new Term.ObjectComprehension(location, newKey, newValue, newBody);
      }
      case Term.Call(var location, var operator, var args, var infix) -> {
        var newOperator = operator(operator);
        var newArgs = terms(args);
        yield newOperator == operator && newArgs == args
            ? term
            : new Term.Call(location, newOperator, newArgs, infix);
      }
      case Term.Template(var location, var raw, var parts) -> {
        var changed = all(parts, this::part);
        yield changed == parts ? term : new Term.Template(location, raw, changed);
      }
    };
  }

  protected final Expr descend(Expr expr) {
    var form = form(expr.form());
    var withs = withs(expr.withs());
    return form == expr.form() && withs == expr.withs()
        ? expr
        : new Expr(expr.location(), form, expr.negated(), withs, expr.generated());
  }

  protected final Expr.Form form(Expr.Form form) {
    return switch (form) {
      case Expr.Is(var term) -> {
        var changed = term(term);
        yield changed == term ? form : new Expr.Is(changed);
      }
      case Expr.Invoke(var operator, var args, var infix) -> {
        var newOperator = operator(operator);
        var newArgs = terms(args);
        yield newOperator == operator && newArgs == args
            ? form
            : new Expr.Invoke(newOperator, newArgs, infix);
      }
      case Expr.Some some -> some;
      case Expr.SomeIn(var key, var value, var domain) -> {
        var newKey = nullable(key);
        var newValue = term(value);
        var newDomain = term(domain);
        yield newKey == key && newValue == value && newDomain == domain
            ? form
            : new Expr.SomeIn(newKey, newValue, newDomain);
      }
      case Expr.Every(var key, var value, var domain, var body) -> {
        var newKey = nullable(key);
        var newValue = term(value);
        var newDomain = term(domain);
        var newBody = body(body);
        yield newKey == key && newValue == value && newDomain == domain && newBody == body
            ? form
            : new Expr.Every(newKey, newValue, newDomain, newBody);
      }
      case Expr.Not(var body, var braces) -> {
        var changed = body(body);
        yield changed == body ? form : new Expr.Not(changed, braces);
      }
      case Expr.Logical logical -> {
        var left = body(logical.left());
        var right = body(logical.right());
        yield left == logical.left() && right == logical.right()
            ? form
            : new Expr.Logical(
                logical.isAnd(), left, right, logical.leftBraces(), logical.rightBraces());
      }
    };
  }

  protected final Body descend(Body body) {
    var changed = all(body.expressions(), this::expr);
    return changed == body.expressions() ? body : new Body(body.location(), changed);
  }

  protected final List<Term> terms(List<Term> terms) {
    for (var i = 0; i < terms.size(); i++) {
      var changed = term(terms.get(i));
      if (changed != terms.get(i)) {
        return changedFrom(terms, i, changed);
      }
    }
    return terms;
  }

  private List<Term> changedFrom(List<Term> terms, int position, Term first) {
    var changed = new ArrayList<Term>(terms.size());
    for (var i = 0; i < position; i++) {
      changed.add(terms.get(i));
    }
    changed.add(first);
    for (var i = position + 1; i < terms.size(); i++) {
      changed.add(term(terms.get(i)));
    }
    return changed;
  }

  protected final List<Expr.With> withs(List<Expr.With> withs) {
    return withs.isEmpty() ? withs : all(withs, this::modifier);
  }

  protected final @Nullable Term nullable(@Nullable Term term) {
    return term == null ? null : term(term);
  }

  protected Expr.With modifier(Expr.With with) {
    var target = target(with.target());
    var value = term(with.value());
    return target == with.target() && value == with.value()
        ? with
        : new Expr.With(with.location(), target, value);
  }

  protected Term.Ref operator(Term.Ref operator) {
    return (Term.Ref) descend(operator);
  }

  private Term.Entry entry(Term.Entry entry) {
    var key = term(entry.key());
    var value = term(entry.value());
    return key == entry.key() && value == entry.value() ? entry : new Term.Entry(key, value);
  }

  private Term.Part part(Term.Part part) {
    return switch (part) {
      case Term.Text text -> text;
      case Term.Embedded(var expression) -> {
        var changed = expr(expression);
        yield changed == expression ? part : new Term.Embedded(changed);
      }
    };
  }

  private static <T> List<T> all(List<T> items, UnaryOperator<T> change) {
    ArrayList<T> changed = null;
    for (var i = 0; i < items.size(); i++) {
      var item = items.get(i);
      var result = change.apply(item);
      if (changed == null && result != item) {
        changed = new ArrayList<>(items.size());
        changed.addAll(items.subList(0, i));
      }
      if (changed != null) {
        changed.add(result);
      }
    }
    return changed == null ? items : changed;
  }
}
