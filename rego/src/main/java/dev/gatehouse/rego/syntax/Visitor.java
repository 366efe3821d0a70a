package dev.gatehouse.rego.syntax;

import org.jspecify.annotations.Nullable;

/**
 * Visits a tree from the top down in source order. A subclass overrides what it wants to see; where
 * that returns false, what is below is not visited.
 */
public abstract class Visitor {

  /** @return whether to visit what is below */
  protected boolean enter(Term term) {
    return true;
  }

  /** @return whether to visit what is below */
  protected boolean enter(Expr expression) {
    return true;
  }

  /** Name, arguments, key and value. */
  public final void head(Rule.Head head) {
    term(head.ref());
    if (head.args() != null) {
      head.args().forEach(this::term);
    }
    term(head.key());
    term(head.value());
  }

  public final void body(Body body) {
    body.expressions().forEach(this::expression);
  }

  public final void expression(Expr expression) {
    if (!enter(expression)) {
      return;
    }
    switch (expression.form()) {
      case Expr.Is(var term) -> term(term);
      case Expr.Invoke(var operator, var args, var infix) -> {
        term(operator);
        args.forEach(this::term);
      }
      case Expr.Every every -> {
        term(every.key());
        term(every.value());
        term(every.domain());
        body(every.body());
      }
      case Expr.Not not -> body(not.body());
      case Expr.Logical logical -> {
        body(logical.left());
        body(logical.right());
      }
      case Expr.Some some -> some.variables().forEach(this::term);
      case Expr.SomeIn some -> {
        term(some.key());
        term(some.value());
        term(some.domain());
      }
    }
    for (var with : expression.withs()) {
      term(with.target());
      term(with.value());
    }
  }

  public final void term(@Nullable Term term) {
    if (term == null || !enter(term)) {
      return;
    }
    switch (term) {
      case Term.Scalar t -> {
      }
      case Term.Var t -> {
      }
      case Term.Ref(var location, var parts) -> parts.forEach(this::term);
      case Term.ArrayTerm(var location, var items) -> items.forEach(this::term);
      case Term.SetTerm(var location, var items) -> items.forEach(this::term);
      case Term.ObjectTerm(var location, var entries) -> entries.forEach(entry -> {
        term(entry.key());
        term(entry.value());
      });
      case Term.ArrayComprehension(var location, var head, var body) -> {
        term(head);
        body(body);
      }
      case Term.SetComprehension(var location, var head, var body) -> {
        term(head);
        body(body);
      }
      case Term.ObjectComprehension(var location, var key, var value, var body) -> {
        term(key);
        term(value);
        body(body);
      }
      case Term.Call(var location, var operator, var args, var infix) -> {
        term(operator);
        args.forEach(this::term);
      }
      case Term.Template template -> {
        for (var part : template.parts()) {
          if (part instanceof Term.Embedded(var expression)) {
            expression(expression);
          }
        }
      }
    }
  }
}
