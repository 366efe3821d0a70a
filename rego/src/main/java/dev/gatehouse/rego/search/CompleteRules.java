package dev.gatehouse.rego.search;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.partial.Forms;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.trace.Event;
import org.jspecify.annotations.Nullable;

/** Evaluates the rules of a document that has one value; for one reference to it. */
final class CompleteRules {

  private static final String CONFLICT = "complete rules must not produce multiple outputs";

  private final Search search;
  private final Goal goal;
  private final TreeWalk.Place place;
  private final Found found;
  private final TermWalk terms;
  private @Nullable Value previous;
  private @Nullable Value result;

  CompleteRules(
      Search search, Goal goal, TreeWalk.Place place, Found found, TermWalk terms) {
    this.search = search;
    this.goal = goal;
    this.place = place;
    this.found = found;
    this.terms = terms;
  }

  @Nullable
  Stop run() {
    if (found.isEmpty() || found.arity() > 0) {
      return null;
    }
    var residue = search.residue;
    if (residue != null && residue.dependsOnUnknown(goal.ref(), goal.bindings())) {
      return isKeptApart(residue)
          ? new SupportRules(search, residue).complete(goal, place, found)
          : inlined();
    }
    var key = place.key();
    if (search.scope.undefined.contains(key)) {
      return null;
    }
    var known = search.scope.documents.get(key);
    if (known != null) {
      return terms.walk(goal, place.position() + 1, Bound.value(known));
    }
    search.budget.enterRule();
    var stop = Stop.beyond(all());
    search.budget.leaveRule();
    return stop;
  }

  /**
   * Whether the rules are left as rules. A default value needs that unless the reference must be equal
   * to some other constant.
   */
  private boolean isKeptApart(Residue residue) {
    if (residue.settings.shallow() || residue.inlining.isDisabled(place.ref().parts())) {
      return true;
    }
    if (found.fallback() == null) {
      return false;
    }
    var expected = goal.target().plug();
    return !Forms.isConstant(expected) || Terms.same(expected, value(found.fallback()));
  }

  /** Each rule's value in place of the reference, if its body holds; no default value is among them. */
  private @Nullable Stop inlined() {
    found.forEachSolution(search, goal.frame(), (rule, frame) -> terms
        .walk(goal, place.position() + 1, frame.bound(value(rule)).resolve()));
    return null;
  }

  private @Nullable Stop all() {
    var deferred = new Deferred();
    for (var rule : found.rules()) {
      deferred.take(one(rule));
      for (var other : found.after(rule)) {
        if (result != null || !deferred.goesOn()) {
          break;
        }
        deferred.take(one(other));
      }
      if (!deferred.goesOn()) {
        return deferred.stop();
      }
      previous = result == null ? previous : result;
    }
    if (found.fallback() != null && previous == null) {
      return one(found.fallback());
    }
    if (previous == null) {
      search.scope.undefined.add(place.key());
    }
    return deferred.stop();
  }

  private @Nullable Stop one(Definition rule) {
    var frame = search.child(goal.frame(), rule.rule().body());
    frame.findOne = found.earlyExit();
    var subject = new Event.OfRule(rule);
    var before = previous;
    result = null;
    search.report.enter(frame, subject);
    var stop = search.run(frame, () -> value(rule, frame, subject));
    previous = before;
    return stop;
  }

  private @Nullable Stop value(Definition rule, Frame frame, Event.OfRule subject) {
    search.report.exit(frame, subject);
    var value = frame.bindings.value(value(rule));
    if (value == null) {
      throw new IllegalStateException(rule.rule().location() + ": a head has no value");
    }
    result = value;
    if (previous != null) {
      if (!value.equals(previous)) {
        throw search.conflict(rule, CONFLICT);
      }
      search.report.redo(frame, subject);
      return null;
    }
    previous = value;
    search.scope.documents.put(place.key(), value);
    var stop = terms.walk(goal, place.position() + 1, Bound.value(value));
    if (stop == null) {
      search.report.redo(frame, subject);
    }
    return stop;
  }

  private static Term value(Definition rule) {
    var value = rule.rule().head().value();
    if (value == null) {
      throw new IllegalStateException(rule.rule().location() + ": a rule without a value");
    }
    return value;
  }
}
