package dev.gatehouse.rego.search;

import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.Visitor;
import dev.gatehouse.rego.trace.Event;
import java.util.ArrayList;
import java.util.List;

/** Collects the ground prefixes of references to {@code data}. */
final class References extends Visitor {

  private final List<Term.Ref> found = new ArrayList<>();

  private References() {}

  static List<Term.Ref> of(Event.Subject subject) {
    var references = new References();
    switch (subject) {
      case Event.OfRule(var rule) -> {
        references.head(rule.rule().head());
        references.body(rule.rule().body());
      }
      case Event.OfBody(var body) -> references.body(body);
      case Event.OfExpression(var expression, var index, var body) ->
        references.expression(expression);
      case Event.OfNothing nothing -> {
      }
    }
    return references.found;
  }

  @Override
  protected boolean enter(Term term) {
    if (term instanceof Term.Ref ref && Terms.isRootRef(ref, "data")) {
      found.add(Terms.groundPrefix(ref));
    }
    return true;
  }
}
