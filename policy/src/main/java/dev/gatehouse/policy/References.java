package dev.gatehouse.policy;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the references to {@code data} in a module. */
final class References {

  private final List<Term.Ref> found = new ArrayList<>();

  private References() {}

  /** Every reference to {@code data} in the module's rules. */
  static List<Term.Ref> of(Module module) {
    var search = new References();
    module.rules().forEach(search::visit);
    return List.copyOf(search.found);
  }

  static boolean isBelowLib(Term.Ref ref) {
    return isBelow(ref, "lib");
  }

  /** Whether a reference leads to a field of {@code data} or further below it. */
  static boolean isBelow(Term.Ref ref, String field) {
    return firstName(ref).equals("data") && ref.parts().size() > 1
        && ref.parts().get(1) instanceof Term.Scalar(var location, StringValue text)
        && text.value().equals(field);
  }

  /** The name that a reference starts with, empty if it starts with something else. */
  static String firstName(Term.Ref ref) {
    return switch (ref.head()) {
      case Term.Var(var location, var name) -> name;
      case Term.Scalar(var location, StringValue text) -> text.value();
      default -> "";
    };
  }

  /** The reference as it is written. */
  static String text(Term.Ref ref) {
    var text = new StringBuilder();
    for (var part : ref.parts()) {
      switch (part) {
        case Term.Var variable when text.isEmpty() -> text.append(variable.name());
        case Term.Var variable ->
          text.append('[').append(variable.isWildcard() ? "_" : variable.name()).append(']');
        case Term.Scalar(var location, StringValue name) when isName(name.value()) ->
          text.append('.').append(name.value());
        case Term.Scalar(var location, var value) -> text.append('[').append(value).append(']');
        case Term.Ref inner -> text.append('[').append(text(inner)).append(']');
        default -> text.append("[…]");
      }
    }
    return text.toString();
  }

  private static boolean isName(String text) {
    return text.matches("[A-Za-z_][A-Za-z0-9_]*");
  }

  private void visit(Rule rule) {
    var head = rule.head();
    head.ref().parts().forEach(this::visit);
    var args = head.args();
    if (args != null) {
      args.forEach(this::visit);
    }
    visitIfPresent(head.key());
    visitIfPresent(head.value());
    visit(rule.body());
    var otherwise = rule.otherwise();
    if (otherwise != null) {
      visit(otherwise);
    }
  }

  private void visit(Body body) {
    body.expressions().forEach(this::visit);
  }

  private void visit(Expr expression) {
    switch (expression.form()) {
      case Expr.Is(var term) -> visit(term);
      case Expr.Invoke invoke -> {
        visit(invoke.operator());
        invoke.args().forEach(this::visit);
      }
      case Expr.Some some -> {
      }
      case Expr.SomeIn(var key, var value, var domain) -> {
        visitIfPresent(key);
        visit(value);
        visit(domain);
      }
      case Expr.Every(var key, var value, var domain, var body) -> {
        visit(domain);
        visit(body);
      }
      case Expr.Not not -> visit(not.body());
      case Expr.Logical logical -> {
        visit(logical.left());
        visit(logical.right());
      }
    }
    for (var with : expression.withs()) {
      visit(with.target());
      visit(with.value());
    }
  }

  private void visitIfPresent(@Nullable Term term) {
    if (term != null) {
      visit(term);
    }
  }

  private void visit(Term term) {
    switch (term) {
      case Term.Scalar scalar -> {
      }
      case Term.Var variable -> {
      }
      case Term.Ref ref -> visitReference(ref);
      case Term.ArrayTerm array -> array.items().forEach(this::visit);
      case Term.SetTerm set -> set.items().forEach(this::visit);
      case Term.ObjectTerm object -> object.entries().forEach(entry -> {
        visit(entry.key());
        visit(entry.value());
      });
      case Term.ArrayComprehension(var location, var head, var body) -> visit(head, body);
      case Term.SetComprehension(var location, var head, var body) -> visit(head, body);
      case Term.ObjectComprehension(var location, var key, var value, var body) -> {
        visit(key);
        visit(value, body);
      }
      case Term.Call call -> {
        visit(call.operator());
        call.args().forEach(this::visit);
      }
      case Term.Template template -> template.parts().forEach(this::visit);
    }
  }

  private void visitReference(Term.Ref ref) {
    if (ref.parts().size() > 1 && firstName(ref).equals("data")) {
      found.add(ref);
    }
    ref.parts().forEach(this::visit);
  }

  private void visit(Term head, Body body) {
    visit(head);
    visit(body);
  }

  private void visit(Term.Part part) {
    if (part instanceof Term.Embedded(var expression)) {
      visit(expression);
    }
  }
}
