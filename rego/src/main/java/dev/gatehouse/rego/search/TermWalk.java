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
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.ArrayList;
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
    if (search.residue != null && search.residue.isUnknown(term)) {
      return leave(goal, position, term);
    }
    var part = goal.plugged(position);
    return part.isGround() ? next(goal, position, term, part) : enumerate(goal, position, term);
  }

  /** Follows what remains of the reference from a variable that stands for something unknown. */
  private @Nullable Stop leave(Goal goal, int position, Bound term) {
    var frame = goal.frame();
    var head = new Term.Var(goal.ref().location(), "$_ref_" + frame.madeUp++);
    var parts = new ArrayList<Term>(List.of(head));
    parts.addAll(goal.ref().parts().subList(position, goal.size()));
    var rest = new Bound(new Term.Ref(goal.ref().location(), parts), goal.bindings());
    return unifier.unify(
        frame,
        term,
        new Bound(head, goal.bindings()),
        () -> unifier.unify(frame, rest, goal.target(), goal.then()));
  }

  private @Nullable Stop next(Goal goal, int position, Bound term, Term key) {
    var child = key instanceof Term.Scalar(var location, var value)
        ? child(term, value)
        : openChild(term, key);
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
      case Term.SetTerm(var location, var items) ->
        items.stream().anyMatch(item -> key.equals(term.bindings().value(item)))
            ? Bound.value(key)
            : null;
      default -> null;
    };
  }

  /** The part of a term for a key that is unknown itself. */
  private static @Nullable Bound openChild(Bound term, Term key) {
    return switch (term.term()) {
      case Term.ObjectTerm(var location, var entries) -> entries.stream()
          .filter(entry -> isSame(term.bindings().plug(entry.key()), key))
          .findFirst()
          .map(entry -> new Bound(entry.value(), term.bindings()))
          .orElse(null);
      case Term.SetTerm(var location, var items) -> items.stream()
          .filter(item -> isSame(term.bindings().plug(item), key))
          .findFirst()
          .map(item -> new Bound(item, term.bindings()))
          .orElse(null);
      default -> null;
    };
  }

  private static boolean isSame(Term a, Term b) {
    return TermOrder.INSTANCE.compare(a, b) == 0;
  }

  private @Nullable Stop enumerate(Goal goal, int position, Bound term) {
    var deferred = new Deferred();
    switch (term.term()) {
      case Term.ArrayTerm array -> indices(goal, position, term, array.items().size(), deferred);
      case Term.Scalar(var location, ArrayValue array) ->
        indices(goal, position, term, array.size(), deferred);
      default -> keys(goal, position, term, deferred);
    }
    return deferred.stop();
  }

  private void indices(Goal goal, int position, Bound term, int size, Deferred deferred) {
    if (!(goal.bound(position).resolve() instanceof Bound(Term.Var index, var bindings))) {
      return;
    }
    for (var i = 0; i < size && deferred.goesOn(); i++) {
      var key = IntegerValue.of(i);
      deferred.take(
          search.residue == null
              ? each(goal, position, term, Bound.value(key))
              : at(goal, position, term, new Index(index, bindings, key)));
    }
  }

  private record Index(Term.Var variable, Bindings bindings, Value value) {}

  /** Binds an index though it is unknown: what is left for later then tells which one it must be. */
  private @Nullable Stop at(Goal goal, int position, Bound term, Index index) {
    search.budget.spend(1);
    index.bindings.bind(index.variable, Bound.value(index.value));
    var stop = next(goal, position, term, Bound.scalar(index.value));
    index.bindings.unbind(index.variable.name());
    return stop;
  }

  private void keys(Goal goal, int position, Bound term, Deferred deferred) {
    for (var key : keys(term)) {
      if (!deferred.goesOn()) {
        return;
      }
      deferred.take(each(goal, position, term, key));
    }
  }

  /** The keys of an object or the members of a set, as far as these can be told. */
  private static List<Bound> keys(Bound term) {
    var keys = new ArrayList<Bound>();
    var value = term.bindings().value(term.term());
    switch (value == null ? term.term() : Bound.scalar(value)) {
      case Term.Scalar(var location, ObjectValue object) -> {
        for (var i = 0; i < object.size(); i++) {
          keys.add(Bound.value(object.keyAt(i)));
        }
      }
      case Term.Scalar(var location, SetValue set) ->
        set.forEach(member -> keys.add(Bound.value(member)));
      case Term.ObjectTerm object ->
        TermOrder.entries(object)
            .forEach(entry -> keys.add(new Bound(entry.key(), term.bindings())));
      case Term.SetTerm set ->
        TermOrder.members(set).forEach(member -> keys.add(new Bound(member, term.bindings())));
      default -> {
      }
    }
    return keys;
  }

  private @Nullable Stop each(Goal goal, int position, Bound term, Bound key) {
    search.budget.spend(1);
    return unifier.unify(
        goal.frame(),
        key,
        goal.bound(position),
        () -> next(goal, position, term, key.plug()));
  }

  private static @Nullable Bound item(Bound term, List<Term> items, Value key) {
    var index = key instanceof NumberValue number ? PlainInteger.index(number.text()) : -1;
    return index >= 0 && index < items.size()
        ? new Bound(items.get(index), term.bindings())
        : null;
  }
}
