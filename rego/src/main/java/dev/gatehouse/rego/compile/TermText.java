package dev.gatehouse.rego.compile;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.PartText;
import dev.gatehouse.rego.syntax.Term;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The text of terms, expressions and bodies in core form, as OPA's messages and traces show them. */
public final class TermText {

  private static final Map<String, String> INFIX = Map.ofEntries(
      Map.entry("eq", "="),
      Map.entry("assign", ":="),
      Map.entry("equal", "=="),
      Map.entry("neq", "!="),
      Map.entry("lt", "<"),
      Map.entry("lte", "<="),
      Map.entry("gt", ">"),
      Map.entry("gte", ">="),
      Map.entry("plus", "+"),
      Map.entry("minus", "-"),
      Map.entry("mul", "*"),
      Map.entry("div", "/"),
      Map.entry("rem", "%"),
      Map.entry("and", "&"),
      Map.entry("or", "|"));

  private final StringBuilder out = new StringBuilder();

  private TermText() {}

  /** The text of a term. */
  public static String of(Term term) {
    var text = new TermText();
    text.term(term);
    return text.out.toString();
  }

  /** The text of an expression. */
  public static String of(Expr expr) {
    var text = new TermText();
    text.expr(expr);
    return text.out.toString();
  }

  /** The text of a body: its expressions with semicolons between them. */
  public static String of(Body body) {
    var text = new TermText();
    text.bare(body);
    return text.out.toString();
  }

  /** The text of a reference that has these parts. */
  public static String of(List<Term> parts) {
    var text = new TermText();
    text.ref(parts);
    return text.out.toString();
  }

  static String of(Module.Import statement) {
    var text = "import " + of(statement.path());
    return statement.alias() == null ? text : text + " as " + statement.alias();
  }

  /** {@code package a.b} of a module's path. */
  static String ofPackage(Term.Ref path) {
    return "package " + of(path.parts().subList(1, path.parts().size()));
  }

  private void term(Term term) {
    switch (term) {
      case Term.Scalar(var location, var value) -> out.append(value);
      case Term.Var variable -> out.append(variable.isWildcard() ? "_" : variable.name());
      case Term.Ref ref -> ref(ref.parts());
      case Term.ArrayTerm array -> joined("[", array.items(), "]");
      case Term.SetTerm set -> {
        if (set.items().isEmpty()) {
          out.append("set()");
        } else {
          joined("{", VisitOrder.members(set.items()), "}");
        }
      }
      case Term.ObjectTerm object -> {
        out.append('{');
        each(
            VisitOrder.entries(object.entries()),
            ", ",
            entry -> {
              term(entry.key());
              out.append(": ");
              term(entry.value());
            });
        out.append('}');
      }
      case Term.ArrayComprehension closure -> {
        out.append('[');
        head(closure.head());
        body(closure.body());
        out.append(']');
      }
      case Term.SetComprehension closure -> {
        out.append('{');
        head(closure.head());
        body(closure.body());
        out.append('}');
      }
      case Term.ObjectComprehension closure -> {
        out.append('{');
        head(closure.key());
        out.append(": ");
        head(closure.value());
        body(closure.body());
        out.append('}');
      }
      case Term.Call call -> call(call.operator(), call.args());
      case Term.Template template -> template(template);
    }
  }

  private void template(Term.Template template) {
    out.append("$\"");
    for (var part : template.parts()) {
      switch (part) {
        case Term.Text(var location, var text) -> {
          var quoted = StringValue.of(text).toString();
          out.append(quoted.substring(1, quoted.length() - 1).replace("{", "\\{"));
        }
        case Term.Embedded(var expression) -> {
          out.append('{');
          expr(expression);
          out.append('}');
        }
      }
    }
    out.append('"');
  }

  private void ref(List<Term> parts) {
    if (parts.isEmpty()) {
      return;
    }
    if (parts.getFirst() instanceof Term.Scalar(var location, StringValue s)) {
      out.append(s.value());
    } else {
      term(parts.getFirst());
    }
    for (var part : parts.subList(1, parts.size())) {
      if (part instanceof Term.Scalar(var location, StringValue s)) {
        out.append(PartText.of(s.value()));
      } else {
        out.append('[');
        term(part);
        out.append(']');
      }
    }
  }

  private void call(Term.Ref operator, List<Term> args) {
    ref(operator.parts());
    joined("(", args, ")");
  }

  /** The head of a comprehension: a call of an operator is written in between its operands. */
  private void head(Term term) {
    if (term instanceof Term.Call call
        && call.args().size() == 2
        && INFIX.containsKey(Names.dotted(call.operator()))) {
      out.append('(');
      head(call.args().getFirst());
      out.append(' ').append(INFIX.get(Names.dotted(call.operator()))).append(' ');
      head(call.args().getLast());
      out.append(')');
    } else {
      term(term);
    }
  }

  private void body(Body body) {
    out.append(" | ");
    bare(body);
  }

  private void bare(Body body) {
    each(body.expressions(), "; ", this::expr);
  }

  private void braced(Body body, boolean braces) {
    if (braces || body.expressions().size() != 1) {
      out.append("{ ");
      bare(body);
      out.append(" }");
    } else {
      bare(body);
    }
  }

  private void expr(Expr expr) {
    if (expr.negated()) {
      out.append("not ");
    }
    form(expr.form());
    for (var with : expr.withs()) {
      out.append(" with ");
      term(with.target());
      out.append(" as ");
      term(with.value());
    }
  }

  private void form(Expr.Form form) {
    switch (form) {
      case Expr.Is(var term) -> term(term);
      case Expr.Invoke invoke when Operators.isEquality(form) && invoke.args().size() == 2 -> {
        term(invoke.args().getFirst());
        out.append(" = ");
        term(invoke.args().getLast());
      }
      case Expr.Invoke invoke -> call(invoke.operator(), invoke.args());
      case Expr.Some(var variables) -> {
        out.append("some ");
        each(variables, ", ", this::term);
      }
      case Expr.SomeIn some -> {
        out.append("some ");
        if (some.key() != null) {
          term(some.key());
          out.append(", ");
        }
        term(some.value());
        out.append(" in ");
        term(some.domain());
      }
      case Expr.Every every -> {
        out.append("every ");
        if (every.key() != null) {
          term(every.key());
          out.append(", ");
        }
        term(every.value());
        out.append(" in ");
        term(every.domain());
        out.append(' ');
        braced(every.body(), true);
      }
      case Expr.Not not -> {
        var braces = not.braces() || not.body().expressions().size() != 1;
        out.append(braces ? "not {" : "not ");
        bare(not.body());
        out.append(braces ? "}" : "");
      }
      case Expr.Logical logical -> {
        braced(logical.left(), logical.leftBraces());
        out.append(logical.isAnd() ? " and " : " or ");
        braced(logical.right(), logical.rightBraces());
      }
    }
  }

  private void joined(String open, List<Term> terms, String close) {
    out.append(open);
    each(terms, ", ", this::term);
    out.append(close);
  }

  private <T> void each(List<T> items, String separator, Consumer<? super T> write) {
    for (var i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(separator);
      }
      write.accept(items.get(i));
    }
  }
}
