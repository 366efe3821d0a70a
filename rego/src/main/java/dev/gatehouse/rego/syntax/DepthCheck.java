package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses trees that are so deep that walking them recursively could exhaust a stack. The parser
 * bounds its own recursion; chains of infix operators make deep trees without any.
 */
final class DepthCheck {

  private record Item(Object node, int depth) {}

  private final Deque<Item> pending = new ArrayDeque<>();

  private DepthCheck() {}

  static void checkRules(List<Rule> rules) throws PolicyException {
    for (var first : rules) {
      for (var rule = first; rule != null; rule = rule.otherwise()) {
        var check = new DepthCheck();
        var head = rule.head();
        check.push(head.ref(), 0);
        check.push(head.key(), 0);
        check.push(head.value(), 0);
        var args = head.args();
        check.pushAll(args == null ? List.of() : args, 0);
        check.push(rule.body(), 0);
        check.run(rule.location());
      }
    }
  }

  static void check(List<Expr> expressions) throws PolicyException {
    for (var expression : expressions) {
      var check = new DepthCheck();
      check.push(expression, 0);
      check.run(expression.location());
    }
  }

  private void push(@Nullable Object node, int depth) {
    if (node != null) {
      pending.push(new Item(node, depth));
    }
  }

  private void pushAll(Collection<?> nodes, int depth) {
    nodes.forEach(node -> push(node, depth));
  }

  private void run(Location location) throws PolicyException {
    while (!pending.isEmpty()) {
      var item = pending.pop();
      if (item.depth > 2 * Cursor.MAX_DEPTH) {
        throw new PolicyException(
            List.of(
                new Issue(Issue.PARSE, location, "max parsing recursion depth exceeded")));
      }
      var depth = item.depth + 1;
      switch (item.node) {
        case Body body -> pushAll(body.expressions(), item.depth);
        case Expr expression -> expression(expression, depth);
        case Term term -> term(term, depth);
        default -> throw new IllegalStateException("no node: " + item.node.getClass());
      }
    }
  }

  private void expression(Expr expression, int depth) {
    for (var with : expression.withs()) {
      push(with.target(), depth);
      push(with.value(), depth);
    }
    switch (expression.form()) {
      case Expr.Is is -> push(is.term(), depth);
      case Expr.Invoke invoke -> {
        push(invoke.operator(), depth);
        pushAll(invoke.args(), depth);
      }
      case Expr.Some some -> {}
      case Expr.SomeIn some -> {
        push(some.key(), depth);
        push(some.value(), depth);
        push(some.domain(), depth);
      }
      case Expr.Every every -> {
        push(every.domain(), depth);
        push(every.body(), depth);
      }
      case Expr.Not not -> push(not.body(), depth);
      case Expr.Logical logical -> {
        push(logical.left(), depth);
        push(logical.right(), depth);
      }
    }
  }

  private void term(Term term, int depth) {
    switch (term) {
      case Term.Scalar t -> {}
      case Term.Var t -> {}
      case Term.Ref t -> pushAll(t.parts(), depth);
      case Term.ArrayTerm t -> pushAll(t.items(), depth);
      case Term.SetTerm t -> pushAll(t.items(), depth);
      case Term.ObjectTerm t -> {
        for (var entry : t.entries()) {
          push(entry.key(), depth);
          push(entry.value(), depth);
        }
      }
      case Term.ArrayComprehension t -> {
        push(t.head(), depth);
        push(t.body(), depth);
      }
      case Term.SetComprehension t -> {
        push(t.head(), depth);
        push(t.body(), depth);
      }
      case Term.ObjectComprehension t -> {
        push(t.key(), depth);
        push(t.value(), depth);
        push(t.body(), depth);
      }
      case Term.Call t -> {
        push(t.operator(), depth);
        pushAll(t.args(), depth);
      }
      case Term.Template t -> {
        for (var part : t.parts()) {
          if (part instanceof Term.Embedded(var expression)) {
            push(expression, depth);
          }
        }
      }
    }
  }
}
