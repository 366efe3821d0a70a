package dev.gatehouse.rego.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ways through the tree for those who treat all kinds of nodes alike. */
public final class Nodes {

  private Nodes() {}

  /** Visits a {@link Rule}, {@link Body}, {@link Expr} or {@link Term} and all below it. */
  public static void walk(Object start, Consumer<Object> visitor) {
    var pending = new ArrayDeque<Object>();
    pending.push(start);
    while (!pending.isEmpty()) {
      var node = pending.pop();
      visitor.accept(node);
      children(node).reversed().forEach(pending::push);
    }
  }

  /** The rules of {@code else}, bodies, expressions and terms that a node consists of, in order. */
  private static List<Object> children(Object node) {
    var children = new ArrayList<Object>();
    addChildren(children, node);
    return children;
  }

  /** Adds the rules of {@code else}, bodies, expressions and terms that a node consists of. */
  static void addChildren(List<Object> children, Object node) {
    switch (node) {
      case Rule rule -> {
        head(children, rule.head());
        children.add(rule.body());
        addIfPresent(children, rule.otherwise());
      }
      case Body body -> children.addAll(body.expressions());
      case Expr expression -> {
        form(children, expression.form());
        for (var with : expression.withs()) {
          children.add(with.target());
          children.add(with.value());
        }
      }
      case Term term -> term(children, term);
      default -> throw new IllegalArgumentException("no node: " + node.getClass());
    }
  }

  private static void addIfPresent(List<Object> children, @Nullable Object node) {
    if (node != null) {
      children.add(node);
    }
  }

  private static void head(List<Object> children, Rule.Head head) {
    children.add(head.ref());
    var args = head.args();
    children.addAll(args == null ? List.of() : args);
    addIfPresent(children, head.key());
    addIfPresent(children, head.value());
  }

  private static void form(List<Object> children, Expr.Form form) {
    switch (form) {
      case Expr.Is is -> children.add(is.term());
      case Expr.Invoke invoke -> {
        children.add(invoke.operator());
        children.addAll(invoke.args());
      }
      case Expr.Some some -> children.addAll(some.variables());
      case Expr.SomeIn some -> {
        addIfPresent(children, some.key());
        children.add(some.value());
        children.add(some.domain());
      }
      case Expr.Every every -> {
        addIfPresent(children, every.key());
        children.add(every.value());
        children.add(every.domain());
        children.add(every.body());
      }
      case Expr.Not not -> children.add(not.body());
      case Expr.Logical logical -> {
        children.add(logical.left());
        children.add(logical.right());
      }
    }
  }

  private static void term(List<Object> children, Term term) {
    switch (term) {
      case Term.Scalar t -> {
      }
      case Term.Var t -> {
      }
      case Term.Ref t -> children.addAll(t.parts());
      case Term.ArrayTerm t -> children.addAll(t.items());
      case Term.SetTerm t -> children.addAll(t.items());
      case Term.ObjectTerm t -> {
        for (var entry : t.entries()) {
          children.add(entry.key());
          children.add(entry.value());
        }
      }
      case Term.ArrayComprehension t -> {
        children.add(t.head());
        children.add(t.body());
      }
      case Term.SetComprehension t -> {
        children.add(t.head());
        children.add(t.body());
      }
      case Term.ObjectComprehension t -> {
        children.add(t.key());
        children.add(t.value());
        children.add(t.body());
      }
      case Term.Call t -> {
        children.add(t.operator());
        children.addAll(t.args());
      }
      case Term.Template t -> {
        for (var part : t.parts()) {
          if (part instanceof Term.Embedded(var expression)) {
            children.add(expression);
          }
        }
      }
    }
  }
}
