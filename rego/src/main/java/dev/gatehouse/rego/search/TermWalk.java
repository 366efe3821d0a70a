package dev.gatehouse.rego.search;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.PlainInteger;
import dev.gatehouse.rego.eval.Values;
import dev.gatehouse.rego.syntax.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows a reference through a term. */
final class TermWalk {

  private final Search search;
  private final Unifier unifier;

  TermWalk(Search search, Unifier unifier) {
    this.search = search;
    this.unifier = unifier;
  }

  /** Follows the parts of the reference from a position on. */
  @Nullable
  Stop walk(Goal goal, int position, Bound term) {
    if (position == goal.size()) {
      return unifier.unify(goal.frame(), term, goal.target(), goal.then());
    }
    return goal.plugged(position) instanceof Term.Scalar(var location, var key)
        ? next(goal, position, term, key)
        : enumerate(goal, position, term);
  }

  private @Nullable Stop next(Goal goal, int position, Bound term, Value key) {
    var child = child(term, key);
    return child == null ? null : walk(goal, position + 1, child.resolve());
  }

  private static @Nullable Bound child(Bound term, Value key) {
    return switch (term.term()) {
      case Term.Scalar(var location, var value) -> {
        var child = Values.get(value, key);
        yield child == null ? null : Bound.value(child);
      }
      case Term.ArrayTerm(var location, var items) -> item(term, items, key);
      case Term.ObjectTerm(var location, var entries) -> {
        for (var entry : entries) {
          if (key.equals(term.bindings().value(entry.key()))) {
            yield new Bound(entry.value(), term.bindings());
          }
        }
        yield null;
      }
      case Term.SetTerm set -> {
        var known = term.bindings().value(set);
        yield known instanceof SetValue members && members.has(key) ? Bound.value(key) : null;
      }
      default -> null;
    };
  }

  private @Nullable Stop enumerate(Goal goal, int position, Bound term) {
    var deferred = new Deferred();
    var value = term.bindings().value(term.term());
    switch (value) {
      case ArrayValue array -> {
        for (var i = 0; i < array.size() && deferred.goesOn(); i++) {
          if (goal.part(position) instanceof Term.Var) {
            deferred.take(each(goal, position, term, IntegerValue.of(i)));
          }
        }
      }
      case ObjectValue object -> {
        for (var i = 0; i < object.size() && deferred.goesOn(); i++) {
          deferred.take(each(goal, position, term, object.keyAt(i)));
        }
      }
      case SetValue set -> {
        for (var i = 0; i < set.size() && deferred.goesOn(); i++) {
          deferred.take(each(goal, position, term, set.at(i)));
        }
      }
      case null, default -> {
      }
    }
    return deferred.stop();
  }

  private @Nullable Stop each(Goal goal, int position, Bound term, Value key) {
    search.budget.spend(1);
    return unifier.unify(
        goal.frame(),
        Bound.value(key),
        goal.bound(position),
        () -> next(goal, position, term, key));
  }

  private static @Nullable Bound item(Bound term, List<Term> items, Value key) {
    var index = key instanceof NumberValue number ? PlainInteger.index(number.text()) : -1;
    return index >= 0 && index < items.size()
        ? new Bound(items.get(index), term.bindings())
        : null;
  }
}
