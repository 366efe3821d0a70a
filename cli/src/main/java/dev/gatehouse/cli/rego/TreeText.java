package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.builtin.go.Printf;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A module as an indented tree, one node a line, as {@code opa parse} prints it. */
final class TreeText {

  private final StringBuilder out = new StringBuilder();
  private int depth;

  private TreeText() {}

  static String of(Module module) {
    var text = new TreeText();
    text.module(module);
    return text.out.toString();
  }

  /** As in OPA, the text is a format without arguments. */
  private void line(String text) {
    var line = text + "\n";
    out.repeat(' ', depth)
        .append(line.contains("%") ? Printf.format(line, List.of(), length -> {}) : line);
  }

  /** A line with what is below it. */
  private void node(String text, Runnable children) {
    line(text);
    depth++;
    children.run();
    depth--;
  }

  private void module(Module module) {
    node("module", () -> {
      node("package", () -> term(module.path()));
      for (var statement : module.imports()) {
        node("import", () -> {
          term(statement.path());
          line(statement.alias() == null ? "" : statement.alias());
        });
      }
      module.rules().forEach(this::rule);
      module.annotations().forEach(annotation -> line("annotations"));
      module.comments().forEach(comment -> line("comment"));
    });
  }

  private void rule(Rule rule) {
    node("rule", () -> {
      node("head", () -> head(rule.head()));
      body(rule.body());
      var otherwise = rule.otherwise();
      if (otherwise != null) {
        rule(otherwise);
      }
    });
  }

  private void head(Rule.Head head) {
    node("ref", () -> terms(head.ref().parts()));
    var args = head.args();
    if (args != null && !args.isEmpty()) {
      node("args", () -> terms(args));
    }
    nullable(head.value());
  }

  private void body(Body body) {
    node("body", () -> {
      for (var i = 0; i < body.expressions().size(); i++) {
        expression(body.expressions().get(i), i);
      }
    });
  }

  private void expression(Expr expression, int index) {
    node("expr " + (expression.negated() ? "negated " : "") + "index=" + index, () -> {
      form(expression.form());
      for (var with : expression.withs()) {
        node("with", () -> {
          term(with.target());
          term(with.value());
        });
      }
    });
  }

  private void form(Expr.Form form) {
    switch (form) {
      case Expr.Is(var term) -> term(term);
      case Expr.Invoke invoke -> {
        node("ref", () -> terms(invoke.operator().parts()));
        terms(invoke.args());
      }
      case Expr.Some(var variables) -> node("somedecl", () -> variables.forEach(this::term));
      case Expr.SomeIn some -> node("somedecl", () -> membership(some));
      case Expr.Every every -> node("every", () -> {
        nullable(every.key());
        term(every.value());
        term(every.domain());
        body(every.body());
      });
      case Expr.Not not -> node("not", () -> body(not.body()));
      case Expr.Logical logical -> node(logical.isAnd() ? "and" : "or", () -> {
        body(logical.left());
        body(logical.right());
      });
    }
  }

  private void membership(Expr.SomeIn some) {
    node("call", () -> {
      node("ref", () -> {
        line("internal");
        line(some.key() == null ? "\"member_2\"" : "\"member_3\"");
      });
      nullable(some.key());
      term(some.value());
      term(some.domain());
    });
  }

  private void terms(List<Term> terms) {
    terms.forEach(this::term);
  }

  private void nullable(@Nullable Term term) {
    if (term != null) {
      term(term);
    }
  }

  private void term(Term term) {
    switch (term) {
      case Term.Scalar(var location, var value) -> line(value.toString());
      case Term.Var(var location, var name) -> line(name);
      case Term.Ref ref -> node("ref", () -> terms(ref.parts()));
      case Term.ArrayTerm array -> node("array", () -> terms(array.items()));
      case Term.SetTerm set -> node("set", () -> terms(set.items()));
      case Term.ObjectTerm object -> node("object", () -> {
        for (var entry : object.entries()) {
          term(entry.key());
          term(entry.value());
        }
      });
      case Term.ArrayComprehension closure -> closure(term, closure.head(), closure.body());
      case Term.SetComprehension closure -> closure(term, closure.head(), closure.body());
      case Term.ObjectComprehension closure -> node(term.kindName(), () -> {
        term(closure.key());
        term(closure.value());
        body(closure.body());
      });
      case Term.Call call -> node("call", () -> {
        node("ref", () -> terms(call.operator().parts()));
        terms(call.args());
      });
      case Term.Template template -> line("templatestring");
    }
  }

  private void closure(Term term, Term head, Body body) {
    node(term.kindName(), () -> {
      term(head);
      body(body);
    });
  }
}
