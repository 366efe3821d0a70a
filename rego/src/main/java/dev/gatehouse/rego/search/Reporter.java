package dev.gatehouse.rego.search;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.compile.SourceNames;
import dev.gatehouse.rego.compile.TermText;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.trace.Event;
import dev.gatehouse.rego.trace.Observer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells an observer what happens. */
final class Reporter {

  private final Observer observer;
  private final SourceNames names;

  Reporter(Observer observer, SourceNames names) {
    this.observer = observer;
    this.names = names;
  }

  boolean wantsUnifications() {
    return observer.wantsUnifications();
  }

  void enter(Frame frame, Event.Subject subject) {
    tell(Event.Kind.ENTER, frame, subject, "");
  }

  void exit(Frame frame, Event.Subject subject) {
    tell(Event.Kind.EXIT, frame, subject, frame.findOne ? "early" : "");
  }

  void redo(Frame frame, Event.Subject subject) {
    tell(Event.Kind.REDO, frame, subject, "");
  }

  void fail(Frame frame, Event.Subject subject) {
    tell(Event.Kind.FAIL, frame, subject, "");
  }

  void duplicate(Frame frame, Definition rule) {
    tell(Event.Kind.DUPLICATE, frame, new Event.OfRule(rule), "");
  }

  /** Something happens to the expression that a run is at. */
  void tell(Event.Kind kind, Frame frame) {
    tell(kind, frame, new Event.OfExpression(frame.expression(), frame.index, frame.body), "");
  }

  void unify(Frame frame, Term left, Term right) {
    var operator = new Term.Ref(Location.NONE, List.of(new Term.Var(Location.NONE, "eq")));
    var form = new Expr.Invoke(operator, List.of(left, right), true);
    var expression = Expr.of(Location.NONE, form);
    tell(Event.Kind.UNIFY, frame, Event.OfExpression.alone(expression), "");
  }

  void index(Frame frame, Found found, Term.Ref ref) {
    var count = found.rules().size();
    var text = "(matched " + count + (count == 1 ? " rule" : " rules")
        + (found.earlyExit() ? ", early exit)" : ")");
    var subject = new Event.OfExpression(frame.expression(), frame.index, frame.body);
    send(Event.Kind.INDEX, frame, subject, new Details(text, ref));
  }

  void note(Frame frame, String text) {
    observer.accept(
        new Event(Event.Kind.NOTE, new Event.OfNothing(), frame.expression().location(), frame.id,
            frame.parentId(), text, null, Map.of(), Map.of(), names));
  }

  private void tell(Event.Kind kind, Frame frame, Event.Subject subject, String message) {
    send(kind, frame, subject, new Details(message, null));
  }

  private record Details(String message, Term.@Nullable Ref ref) {}

  /** Documents that are known already, for the variables of events. */
  interface Known {
    @Nullable
    Value document(Term.Ref ref);
  }

  private Known known = ref -> null;

  void knows(Known documents) {
    known = documents;
  }

  private void send(Event.Kind kind, Frame frame, Event.Subject subject, Details details) {
    var own = location(subject);
    if (!own.equals(Location.NONE)) {
      frame.last = own;
    }
    var variables = Map.<String, Event.Variable>of();
    var documents = new HashMap<String, Term>();
    if (observer.wantsVariables()) {
      variables = frame.bindings.variables();
      for (var ref : References.of(subject)) {
        var document = known.document(ref);
        if (document != null) {
          documents.put(TermText.of(ref), new Term.Scalar(ref.location(), document));
        }
      }
    }
    observer.accept(
        new Event(kind, subject, frame.last, frame.id, frame.parentId(), details.message,
            details.ref,
            variables, documents, names));
  }

  private static Location location(Event.Subject subject) {
    return switch (subject) {
      case Event.OfRule(var rule) -> rule.rule().location();
      case Event.OfBody(var body) -> first(body);
      case Event.OfExpression(var expression, var index, var body) -> expression.location();
      case Event.OfNothing nothing -> Location.NONE;
    };
  }

  private static Location first(Body body) {
    return body.expressions().isEmpty()
        ? body.location()
        : body.expressions().getFirst().location();
  }
}
