package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Visits a tree from the top down in source order. A subclass overrides {@code enter}; where it
 * returns false, what is below is not visited.
 */
abstract class Walk {

  boolean enter(Term term) {
    return true;
  }

  boolean enter(Expr expr) {
    return true;
  }

  boolean enter(Expr.With with) {
    return true;
  }

  boolean enter(Body body) {
    return true;
  }

  /** Arguments, key, value and body; not the reference of the head and not the else chain. */
  final void rule(Rule rule) {
    head(rule.head());
    body(rule.body());
  }

  /** Arguments, key and value; not the reference. */
  final void head(Rule.Head head) {
    if (head.args() != null) {
      terms(head.args());
    }
    nullable(head.key());
    nullable(head.value());
  }

  final void nullable(@Nullable Term term) {
    if (term != null) {
      term(term);
    }
  }

  final void terms(List<Term> terms) {
    for (var i = 0; i < terms.size(); i++) {
      term(terms.get(i));
    }
  }

  final void term(Term term) {
    if (!enter(term)) {
      return;
    }
    switch (term) {
      case Term.Scalar scalar -> {
      }
      case Term.Var variable -> {
      }
      case Term.Ref ref -> terms(ref.parts());
      case Term.ArrayTerm array -> terms(array.items());
      case Term.SetTerm set -> terms(set.items());
      case Term.ObjectTerm object -> {
        for (var entry : object.entries()) {
          term(entry.key());
          term(entry.value());
        }
      }
      case Term.ArrayComprehension closure -> {
        term(closure.head());
        body(closure.body());
      }
      case Term.SetComprehension closure -> {
        term(closure.head());
        body(closure.body());
      }
      case Term.ObjectComprehension closure -> {
        term(closure.key());
        term(closure.value());
        body(closure.body());
      }
      case Term.Call call -> {
        term(call.operator());
        terms(call.args());
      }
      case Term.Template template -> {
        for (var part : template.parts()) {
          if (part instanceof Term.Embedded(var expression)) {
            expr(expression);
          }
        }
      }
    }
  }

  final void expr(Expr expr) {
    if (!enter(expr)) {
      return;
    }
    form(expr.form());
    for (var with : expr.withs()) {
      with(with);
    }
  }

  final void with(Expr.With with) {
    if (enter(with)) {
      term(with.target());
      term(with.value());
    }
  }

  final void form(Expr.Form form) {
    switch (form) {
      case Expr.Is(var term) -> term(term);
      case Expr.Invoke invoke -> {
        term(invoke.operator());
        terms(invoke.args());
      }
      case Expr.Some(var variables) -> variables.forEach(this::term);
      case Expr.SomeIn some -> {
        nullable(some.key());
        term(some.value());
        term(some.domain());
      }
      case Expr.Every every -> {
        nullable(every.key());
        term(every.value());
        term(every.domain());
        body(every.body());
      }
      case Expr.Not not -> body(not.body());
      case Expr.Logical logical -> {
        body(logical.left());
        body(logical.right());
      }
    }
  }

  final void body(Body body) {
    if (enter(body)) {
      var expressions = body.expressions();
      for (var i = 0; i < expressions.size(); i++) {
        expr(expressions.get(i));
      }
    }
  }
}
