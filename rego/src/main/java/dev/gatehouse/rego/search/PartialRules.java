package dev.gatehouse.rego.search;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.compile.TermText;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.trace.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates the rules of a set, or of an object whose keys they compute; for one reference to it. */
final class PartialRules {

  private final Search search;
  private final Goal goal;
  private final TreeWalk.Place place;
  private final Found found;
  private final TermWalk terms;

  PartialRules(
      Search search, Goal goal, TreeWalk.Place place, Found found, TermWalk terms) {
    this.search = search;
    this.goal = goal;
    this.place = place;
    this.found = found;
    this.terms = terms;
  }

  @Nullable
  Stop run() {
    var after = place.position() + 1;
    if (search.residue != null && found.arity() > 0) {
      return null;
    }
    if (search.residue != null && isLeft(after, search.residue)) {
      return new SupportRules(search, search.residue).partial(goal, place, found);
    }
    var whole = search.scope.documents.get(place.key());
    if (goal.size() > after && found.isEmpty()) {
      return null;
    }
    if (search.residue != null && goal.size() > after) {
      if (search.residue.dependsOnUnknown(path(after, longest()), goal.bindings())) {
        found.rules().forEach(rule -> inlined(rule, after, false));
        return null;
      }
      if (isUnknown(search.residue)) {
        found.rules().forEach(rule -> inlined(rule, after, true));
        return null;
      }
    }
    if (whole != null) {
      return terms.walk(goal, after, Bound.value(whole));
    }
    if (goal.size() == after || goal.plugged(after) instanceof Term.Var) {
      var document = everything();
      search.scope.documents.put(place.key(), document);
      return terms.walk(goal, after, Bound.value(document));
    }
    return some(after);
  }

  /** Whether the rules are left as rules. */
  private boolean isLeft(int after, Residue residue) {
    if (goal.size() == after) {
      return isUnknown(residue);
    }
    return residue.inlining.isDisabled(path(0, after).items())
        || residue.settings.shallow() && isUnknown(residue);
  }

  private boolean isUnknown(Residue residue) {
    var parts = goal.ref().parts().subList(0, place.position() + 1);
    return residue.dependsOnUnknown(
        new Term.Ref(goal.ref().location(), parts), goal.bindings());
  }

  /** Parts of the reference that are no reference on their own. */
  private Term.ArrayTerm path(int from, int to) {
    return new Term.ArrayTerm(
        goal.ref().location(), goal.ref().parts().subList(from, Math.min(to, goal.size())));
  }

  /**
   * Follows the reference through what one rule gives, if its body holds.
   *
   * @param headFirst whether the reference restricts the rule's head before its body
   */
  private void inlined(Definition rule, int after, boolean headFirst) {
    var frame = search.child(goal.frame(), rule.rule().body());
    var subject = new Event.OfRule(rule);
    Then member = () -> {
      search.report.exit(frame, subject);
      terms.walk(goal, after, member(rule, after, frame));
      search.report.redo(frame, subject);
      return null;
    };
    search.report.enter(frame, subject);
    if (headFirst) {
      head(rule, after, frame, frame, () -> search.run(frame, member));
    } else {
      search.run(frame, () -> {
        head(rule, after, goal.frame(), frame, member);
        return null;
      });
    }
  }

  /** The document that a rule gives alone: objects within each other as its path has keys. */
  private static Bound member(Definition rule, int after, Frame frame) {
    var head = rule.rule().head();
    var location = head.location();
    var path = rule.path();
    var keys = after < path.size() ? path.subList(after, path.size()) : List.<Term>of();
    var document = head.key() == null
        ? head.value() == null ? path.getLast() : head.value()
        : new Term.SetTerm(location, List.of(head.key()));
    for (var key : keys.reversed()) {
      document = new Term.ObjectTerm(location, List.of(new Term.Entry(key, document)));
    }
    return frame.bound(document).resolve();
  }

  /** The whole document. */
  private Value everything() {
    var collected = new Collected(search, place, found);
    search.budget.enterRule();
    found.forEachSolution(
        search, goal.frame(), (rule, frame) -> collected.add(rule, frame.bindings));
    search.budget.leaveRule();
    return collected.value();
  }

  /** As much of the document as the reference asks for. */
  private @Nullable Stop some(int after) {
    var hint = new Hint();
    var known = hint.find(after);
    if (known != null) {
      return terms.walk(goal, hint.end + 1, Bound.value(known));
    }
    var collected = new Collected(search, place, found);
    search.budget.enterRule();
    for (var rule : found.rules()) {
      one(rule, after, collected);
    }
    search.budget.leaveRule();
    var value = collected.value();
    if (!hint.key.isEmpty()) {
      var part = Search.find(value, hint.path);
      if (part != null) {
        search.scope.documents.put(hint.key(), part);
      }
    }
    return terms.walk(goal, after, Bound.value(value));
  }

  /** What a part of the document is remembered by: keys, then what restricts it beyond these. */
  private final class Hint {
    private final List<Object> key = new ArrayList<>();
    private final List<Value> path = new ArrayList<>();
    private final List<Object> scope = new ArrayList<>();
    private int end;

    @Nullable
    Value find(int after) {
      var longest = Math.min(goal.size(), longest());
      for (var i = after; i < longest; i++) {
        var part = goal.plugged(i);
        if (scope.isEmpty() && part instanceof Term.Scalar(var location, var value)) {
          if (key.isEmpty()) {
            key.addAll(place.key());
          }
          key.add(value);
          path.add(value);
          end = i;
        } else if (key.isEmpty()) {
          return null;
        } else {
          scope.add(
              switch (part) {
                case Term.Scalar(var location, var value) -> value;
                case Term.Var variable -> "_";
                default -> TermText.of(part);
              });
        }
        var known = search.scope.documents.get(key());
        if (known != null) {
          return known;
        }
      }
      while (!scope.isEmpty() && scope.getLast().equals("_")) {
        scope.removeLast();
      }
      return null;
    }

    List<Object> key() {
      var all = new ArrayList<>(key);
      if (!scope.isEmpty()) {
        all.add(List.copyOf(scope));
      }
      return all;
    }

  }

  /** The parts of a reference that the rules' paths and members can stand for. */
  private int longest() {
    return found.rules()
        .stream()
        .mapToInt(rule -> rule.path().size() + (rule.rule().head().isMultiValue() ? 1 : 0))
        .max()
        .orElse(0);
  }

  private void one(Definition rule, int after, Collected collected) {
    var frame = search.child(goal.frame(), rule.rule().body());
    var subject = new Event.OfRule(rule);
    search.report.enter(frame, subject);
    head(rule, after, frame, frame, () -> {
      frame.defined = true;
      return search.run(frame, () -> {
        search.report.exit(frame, subject);
        if (collected.add(rule, frame.bindings)) {
          search.report.duplicate(frame, rule);
        }
        search.report.redo(frame, subject);
        return null;
      });
    });
    if (!frame.defined) {
      search.report.fail(frame, subject);
    }
  }

  /**
   * Unifies the parts of the reference with those of the rule's path, as far as both go.
   *
   * @param from whose present expression asks for it
   * @param frame the run of the rule
   */
  private void head(Definition rule, int after, Frame from, Frame frame, Then then) {
    var path = rule.path();
    var member = rule.rule().head().key();
    var left = new ArrayList<Bound>();
    var right = new ArrayList<Bound>();
    var position = after;
    for (; position < goal.size() && position < path.size(); position++) {
      left.add(goal.bound(position));
      right.add(frame.bound(path.get(position)));
    }
    if (member != null && position < goal.size() && path.size() <= goal.size()) {
      left.add(goal.bound(position));
      right.add(frame.bound(member));
    }
    search.unifier.lists(from, left, right, then);
  }
}
