package dev.gatehouse.rego.trace;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.compile.TermText;
import dev.gatehouse.rego.eval.Values;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.Visitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An expression that failed, with the values of its parts below it, as {@code opa test --var-values}. */
public final class FailureText {

  private static final int LONGEST_VALUE = 64;

  private final Event event;
  private final Map<String, Part> parts = new TreeMap<>();

  private FailureText(Event event) {
    this.event = event;
  }

  /** A part of the expression: its text, its place, and its value if it has one. */
  private record Part(String title, Location location, @Nullable Term value) {

    String text() {
      return value == null
          ? "undefined"
          : TraceText.truncate(TermText.of(value), LONGEST_VALUE);
    }
  }

  /**
   * The source of the expression, and below it its parts with arrows; no line break at the end.
   *
   * @param event of an expression
   */
  public static String of(Event event) {
    return event.subject() instanceof Event.OfExpression subject
        ? new FailureText(event).text(subject)
        : "";
  }

  private String text(Event.OfExpression subject) {
    var base = base(subject);
    event.documents().forEach((text, value) -> put(new Part(text, value.location(), value)));
    if (event.documents().isEmpty()
        && subject.expression().form() instanceof Expr.Is(Term.Ref ref)
        && !subject.expression().negated()) {
      put(new Part(ref.location().text(), ref.location(), null));
    }
    collect(subject.expression(), !subject.expression().negated());
    for (var expression : subject.body().expressions()) {
      if (expression != subject.expression()
          && isWithin(expression, base)
          && !isNested(expression, subject.body())) {
        collect(expression, false);
      }
    }
    var text = new StringBuilder(indentation(base)).append(base.text());
    write(text);
    return text.toString();
  }

  /** The expression of the source that the compiler made this one for. */
  private static Location base(Event.OfExpression subject) {
    var expressions = subject.body().expressions();
    for (var i = subject.index(); i < expressions.size(); i++) {
      var candidate = expressions.get(i);
      if (!candidate.generated() && isWithin(subject.expression(), candidate.location())) {
        return candidate.location();
      }
    }
    return subject.expression().location();
  }

  /** Whether the compiler made it for an expression that it had made itself. */
  private static boolean isNested(Expr expression, Body body) {
    return expression.generated()
        && body.expressions()
            .stream()
            .filter(Expr::generated)
            .anyMatch(
                other -> isWithin(expression, other.location())
                    && other.location().text().length() > expression.location().text().length());
  }

  private static boolean isWithin(Expr expression, Location outer) {
    var inner = expression.location();
    return inner.file().equals(outer.file())
        && inner.start() >= outer.start()
        && inner.end() <= outer.end();
  }

  private void collect(Expr expression, boolean openIsUndefined) {
    new Visitor() {
      @Override
      protected boolean enter(Expr inner) {
        if (inner.form() instanceof Expr.Invoke(var operator, var args, var infix)) {
          args.forEach(this::term);
          inner.withs().forEach(with -> term(with.value()));
          return false;
        }
        return true;
      }

      @Override
      protected boolean enter(Term term) {
        if (term instanceof Term.Ref ref) {
          var value = selected(ref);
          if (value != null) {
            put(new Part(term.location().text(), term.location(), value));
          }
        } else if (term instanceof Term.Var(var location, var name)) {
          variable(name, location, openIsUndefined);
        }
        return !(term instanceof Term.ArrayComprehension
            || term instanceof Term.SetComprehension
            || term instanceof Term.ObjectComprehension);
      }
    }.expression(expression);
  }

  private void variable(String name, Location location, boolean openIsUndefined) {
    var known = event.variables().get(name);
    var isRoot = name.equals("data") || name.equals("input");
    if (location.row() == 0 || known == null && (!openIsUndefined || isRoot)) {
      return;
    }
    var title = location.text().isEmpty() ? event.names().of(name) : location.text();
    put(new Part(title, location, known == null ? null : known.value()));
  }

  /** What a reference selects of a variable. */
  private @Nullable Term selected(Term.Ref ref) {
    if (ref.parts().size() < 2 || !(ref.head() instanceof Term.Var(var location, var name))) {
      return null;
    }
    var head = event.variables().get(name);
    var value = head == null ? null : value(head.value());
    for (var part : ref.parts().subList(1, ref.parts().size())) {
      var key = part instanceof Term.Var(var l, var local) && event.variables().containsKey(local)
          ? value(event.variables().get(local).value())
          : value(part);
      value = value == null || key == null
          ? null
          : Values.get(value, key);
    }
    return value == null ? null : new Term.Scalar(ref.location(), value);
  }

  private static @Nullable Value value(Term term) {
    return term instanceof Term.Scalar(var location, var value) ? value : null;
  }

  private void put(Part part) {
    var known = parts.get(part.title);
    if (known == null || known.value == null) {
      parts.put(part.title, part);
    }
  }

  private void write(StringBuilder text) {
    if (parts.isEmpty()) {
      return;
    }
    var rows = parts.values().stream().map(part -> part.location.row()).distinct().count();
    var hasTabs = parts.values().stream().anyMatch(p -> indentation(p.location).contains("\t"));
    if (hasTabs && rows > 1) {
      text.append("\n\nWhere:\n");
      parts.values().forEach(p -> text.append('\n').append(p.title).append(": ").append(p.text()));
      return;
    }
    var ordered = new ArrayList<>(parts.values());
    ordered.sort(
        Comparator.<Part>comparingInt(p -> p.location.column())
            .thenComparing(p -> -p.location.row())
            .thenComparing(Part::title));
    text.append('\n');
    arrows(text, ordered, ordered.size(), false);
    for (var i = ordered.size() - 1; i >= 0; i--) {
      text.append('\n');
      arrows(text, ordered, i + 1, true);
    }
  }

  /** A line of arrows for the first parts; the last of them may be its value instead. */
  private static void arrows(
      StringBuilder text, List<Part> ordered, int count, boolean withValue) {
    var previous = 0;
    for (var i = 0; i < count; i++) {
      var part = ordered.get(i);
      var column = part.location.column();
      var isLast = i == count - 1;
      if (!isLast && column == ordered.get(i + 1).location.column()) {
        continue;
      }
      var indentation = indentation(part.location);
      for (var at = previous + 1; at < column; at++) {
        var isTab = at <= indentation.length() && indentation.charAt(at - 1) == '\t';
        text.append(isTab ? '\t' : ' ');
      }
      if (isLast && withValue) {
        text.append(shares(ordered, i) ? part.title + ": " + part.text() : part.text());
      } else {
        text.append('|');
      }
      previous = column;
    }
  }

  private static boolean shares(List<Part> ordered, int index) {
    var column = ordered.get(index).location.column();
    return index > 0 && ordered.get(index - 1).location.column() == column
        || index < ordered.size() - 1 && ordered.get(index + 1).location.column() == column;
  }

  /** What stands before a place in its line, with a space for each character that is no tab. */
  private static String indentation(Location location) {
    var source = location.source();
    var start = Math.min(location.start(), source.length());
    var line = source.substring(source.lastIndexOf('\n', start - 1) + 1, start);
    var text = new StringBuilder();
    line.codePoints().forEach(c -> text.append(c == '\t' ? '\t' : ' '));
    return text.toString();
  }
}
