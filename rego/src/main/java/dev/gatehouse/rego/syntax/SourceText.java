package dev.gatehouse.rego.syntax;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text that OPA prints for a term or an expression in its messages. */
final class SourceText {

  private final StringBuilder text = new StringBuilder();

  private SourceText() {}

  static String of(Term term) {
    var source = new SourceText();
    source.term(term);
    return source.text.toString();
  }

  static String of(Body body) {
    var source = new SourceText();
    source.body(body);
    return source.text.toString();
  }

  static String of(Expr expression) {
    var source = new SourceText();
    source.expression(expression);
    return source.text.toString();
  }

  private void term(Term term) {
    switch (term) {
      case Term.Scalar(var location, var value) -> text.append(value);
      case Term.Var variable -> text.append(variable.isWildcard() ? "_" : variable.name());
      case Term.Ref ref -> ref(ref);
      case Term.ArrayTerm array -> list("[", array.items(), "]");
      case Term.SetTerm set -> {
        if (set.items().isEmpty()) {
          text.append("set()");
        } else {
          list("{", TermOrder.members(set), "}");
        }
      }
      case Term.ObjectTerm object -> object(object);
      case Term.ArrayComprehension(var location, var head, var body) -> {
        text.append('[');
        term(head);
        comprehensionBody(body, "]");
      }
      case Term.SetComprehension(var location, var head, var body) -> {
        text.append('{');
        term(head);
        comprehensionBody(body, "}");
      }
      case Term.ObjectComprehension(var location, var key, var value, var body) -> {
        text.append('{');
        term(key);
        text.append(": ");
        term(value);
        comprehensionBody(body, "}");
      }
      case Term.Call call -> {
        ref(call.operator());
        list("(", call.args(), ")");
      }
      case Term.Template template -> template(template);
    }
  }

  private void comprehensionBody(Body body, String end) {
    text.append(" | ");
    body(body);
    text.append(end);
  }

  private void object(Term.ObjectTerm object) {
    text.append('{');
    var separator = "";
    for (var entry : TermOrder.entries(object)) {
      text.append(separator);
      term(entry.key());
      text.append(": ");
      term(entry.value());
      separator = ", ";
    }
    text.append('}');
  }

  private void list(String start, List<Term> items, String end) {
    text.append(start);
    for (var i = 0; i < items.size(); i++) {
      if (i > 0) {
        text.append(", ");
      }
      term(items.get(i));
    }
    text.append(end);
  }

  private void ref(Term.Ref ref) {
    var parts = ref.parts();
    term(parts.getFirst());
    for (var part : parts.subList(1, parts.size())) {
      if (part instanceof Term.Scalar(var location, StringValue name)) {
        text.append(PartText.of(name.value()));
      } else {
        text.append('[');
        term(part);
        text.append(']');
      }
    }
  }

  private void template(Term.Template template) {
    text.append("$\"");
    for (var part : template.parts()) {
      switch (part) {
        case Term.Text piece -> text.append(quoted(piece.text()).replace("{", "\\{"));
        case Term.Embedded(var expression) when constant(expression) instanceof Value value ->
          text.append(
              value instanceof StringValue string ? quoted(string.value()) : value.toString());
        case Term.Embedded(var expression) -> {
          text.append('{');
          if (expression.form() instanceof Expr.Invoke invoke && expression.withs().isEmpty()) {
            ref(invoke.operator());
            list("(", invoke.args(), ")");
          } else {
            expression(expression);
          }
          text.append('}');
        }
      }
    }
    text.append('"');
  }

  /** The value of an expression that is one, null of others. */
  private static @Nullable Value constant(Expr expression) {
    return expression.withs().isEmpty()
        && expression.form() instanceof Expr.Is(Term.Scalar(var location, var value))
            ? value
            : null;
  }

  private static String quoted(String piece) {
    var literal = StringValue.of(piece).toString();
    return literal.substring(1, literal.length() - 1);
  }

  private void body(Body body) {
    var separator = "";
    for (var expression : body.expressions()) {
      text.append(separator);
      expression(expression);
      separator = "; ";
    }
  }

  private void expression(Expr expression) {
    if (expression.negated()) {
      text.append("not ");
    }
    form(expression.form());
    for (var with : expression.withs()) {
      text.append(" with ");
      ref(with.target());
      text.append(" as ");
      term(with.value());
    }
  }

  private void form(Expr.Form form) {
    switch (form) {
      case Expr.Is is -> term(is.term());
      case Expr.Invoke invoke -> invoke(invoke);
      case Expr.Some some -> list("some ", List.copyOf(some.variables()), "");
      case Expr.SomeIn some -> {
        text.append("some ");
        membership(some.key(), some.value(), some.domain());
      }
      case Expr.Every every -> {
        text.append("every ");
        membership(every.key(), every.value(), every.domain());
        braces(every.body());
      }
      case Expr.Not not -> {
        text.append("not");
        operand(not.body(), not.braces());
      }
      case Expr.Logical logical -> {
        var start = text.length();
        operand(logical.left(), logical.leftBraces());
        text.deleteCharAt(start);
        text.append(logical.isAnd() ? " and" : " or");
        operand(logical.right(), logical.rightBraces());
      }
    }
  }

  private void operand(Body body, boolean braces) {
    if (braces) {
      braces(body);
      return;
    }
    var isLogical = body.expressions().getFirst().form() instanceof Expr.Logical;
    text.append(isLogical ? " (" : " ");
    body(body);
    text.append(isLogical ? ")" : "");
  }

  private void braces(Body body) {
    text.append(" { ");
    body(body);
    text.append(" }");
  }

  private void membership(@Nullable Term key, Term value, Term domain) {
    if (key != null) {
      term(key);
      text.append(", ");
    }
    term(value);
    text.append(" in ");
    term(domain);
  }

  private void invoke(Expr.Invoke invoke) {
    if (!of(invoke.operator()).equals("eq") || invoke.args().size() != 2) {
      ref(invoke.operator());
      list("(", invoke.args(), ")");
      return;
    }
    term(invoke.args().getFirst());
    text.append(" = ");
    term(invoke.args().getLast());
  }
}
