package dev.gatehouse.rego.plan;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans terms: as operands where every variable is bound, as patterns where some are not. */
final class TermPlanner {

  private final ReferencePlanner references;
  private final BodyPlanner bodies;
  private boolean isIndexing;

  TermPlanner(Places places, BodyPlanner bodies) {
    this.references = new ReferencePlanner(places, this);
    this.bodies = bodies;
  }

  /** Whether the term can be evaluated now; references may bind the variables in their parts. */
  boolean isReady(Term term, Draft draft) {
    return switch (term) {
      case Term.Scalar s -> true;
      case Term.Var v -> draft.isBound(v.name());
      case Term.Ref ref -> references.isReady(ref, draft);
      case Term.ArrayTerm array -> areReady(array.items(), draft);
      case Term.SetTerm set -> areReady(set.items(), draft);
      case Term.ObjectTerm object ->
        object.entries().stream()
            .allMatch(e -> isReady(e.key(), draft) && isReady(e.value(), draft));
      case Term.ArrayComprehension c -> true;
      case Term.SetComprehension c -> true;
      case Term.ObjectComprehension c -> true;
      case Term.Call c -> throw notCore(c);
      case Term.Template t -> throw notCore(t);
    };
  }

  private boolean areReady(Collection<Term> terms, Draft draft) {
    return terms.stream().allMatch(t -> isReady(t, draft));
  }

  /** Whether the term can be matched against a value now: unbound variables where one can be bound. */
  private boolean isMatchable(Term term, Draft draft) {
    return switch (term) {
      case Term.Var v -> true;
      case Term.ArrayTerm array -> array.items().stream().allMatch(t -> isMatchable(t, draft));
      case Term.ObjectTerm object ->
        isNoPattern(object, draft)
            || object.entries().stream().allMatch(e -> isMatchable(e.value(), draft));
      case Term.SetTerm set -> true;
      default -> isReady(term, draft);
    };
  }

  /** Whether a member of the set or a key of the object is not bound, so that no value matches. */
  private boolean isNoPattern(Term term, Draft draft) {
    return switch (term) {
      case Term.SetTerm set -> !isReady(set, draft);
      case Term.ObjectTerm object ->
        !object.entries().stream().allMatch(entry -> isReady(entry.key(), draft));
      default -> false;
    };
  }

  /** The value of a term whose variables are bound. */
  Operand operand(Term term, Draft draft) {
    return switch (term) {
      case Term.Scalar s -> new Operand.Constant(s.value());
      case Term.Var v -> variable(v, draft);
      case Term.Ref ref -> references.operand(ref, draft);
      case Term.ArrayTerm array -> array(operands(array.items(), draft));
      case Term.SetTerm set -> set(operands(set.items(), draft));
      case Term.ObjectTerm object ->
        object(
            operands(object.entries().stream().map(Term.Entry::key).toList(), draft),
            operands(object.entries().stream().map(Term.Entry::value).toList(), draft));
      case Term.ArrayComprehension c ->
        gather(new Whole(Operand.Shape.ARRAY, c.body(), null, c.head(), c.location()), draft);
      case Term.SetComprehension c ->
        gather(new Whole(Operand.Shape.SET, c.body(), null, c.head(), c.location()), draft);
      case Term.ObjectComprehension c ->
        gather(new Whole(Operand.Shape.OBJECT, c.body(), c.key(), c.value(), c.location()), draft);
      case Term.Call c -> throw notCore(c);
      case Term.Template t -> throw notCore(t);
    };
  }

  List<Operand> operands(List<Term> terms, Draft draft) {
    var operands = new ArrayList<Operand>(terms.size());
    var settled = 0;
    for (var term : terms) {
      var before = draft.size();
      var operand = operand(term, draft);
      if (draft.size() > before) {
        draft.settle(operands.subList(settled, operands.size()), before);
        settled = operands.size();
      }
      operands.add(operand);
    }
    return operands;
  }

  private Operand gather(Whole whole, Draft draft) {
    var inner = bodies.nested(whole.body, draft);
    var key = whole.key == null ? null : operand(whole.key, inner);
    var item = operand(whole.item, inner);
    var index = inner.iterates() && draft.isRepeated() ? index(whole, inner, draft) : null;
    return new Operand.Gather(whole.shape, inner.block(), key, item, whole.location, index);
  }

  /** The comprehension without its outer variables, if its body can bind these itself. */
  private Operand.@Nullable Index index(Whole whole, Draft inner, Draft draft) {
    var names = inner.usedOuterLocals();
    if (names.isEmpty() || isIndexing) {
      return null;
    }
    isIndexing = true;
    try {
      var open = draft.nestedWithout(names);
      bodies.body(whole.body, open);
      var key = whole.key == null ? null : operand(whole.key, open);
      var item = operand(whole.item, open);
      return new Operand.Index(
          open.block(), locals(names, draft), locals(names, open), key, item);
    } catch (NotBoundException e) {
      return null;
    } finally {
      isIndexing = false;
    }
  }

  private static List<Operand> locals(List<String> names, Draft draft) {
    var locals = new ArrayList<Operand>(names.size());
    for (var name : names) {
      var local = draft.get(name);
      if (local == null) {
        throw new NotBoundException(Location.NONE, "var " + name + " is unsafe");
      }
      locals.add(local);
    }
    return locals;
  }

  private static Operand variable(Term.Var variable, Draft draft) {
    var operand = draft.get(variable.name());
    if (operand == null) {
      if (draft.neverHolds()) {
        return new Operand.Constant(BooleanValue.FALSE);
      }
      throw new NotBoundException(variable.location(), "var " + variable.name() + " is unsafe");
    }
    return operand;
  }

  private static Operand array(List<Operand> items) {
    return isConstant(items)
        ? new Operand.Constant(ArrayValue.of(constants(items)))
        : new Operand.NewArray(items);
  }

  private static Operand set(List<Operand> members) {
    return isConstant(members)
        ? new Operand.Constant(SetValue.of(constants(members)))
        : new Operand.NewSet(members);
  }

  private static Operand object(List<Operand> keys, List<Operand> values) {
    if (!isConstant(keys) || !isConstant(values)) {
      return new Operand.NewObject(keys, values);
    }
    var builder = ObjectValue.builder();
    var constantKeys = constants(keys);
    var constantValues = constants(values);
    for (var i = 0; i < constantKeys.size(); i++) {
      builder.put(constantKeys.get(i), constantValues.get(i));
    }
    return new Operand.Constant(builder.build());
  }

  private static boolean isConstant(List<Operand> operands) {
    return operands.stream().allMatch(o -> o instanceof Operand.Constant);
  }

  private static List<Value> constants(List<Operand> operands) {
    var values = new ArrayList<Value>(operands.size());
    for (var operand : operands) {
      if (operand instanceof Operand.Constant(var value)) {
        values.add(value);
      }
    }
    return values;
  }

  /** Makes two terms equal, binding what is not bound; either side may be a pattern. */
  void unify(Term left, Term right, Draft draft) {
    draft.takeNewlyBound();
    var open = new Pairs(draft::isBound);
    add(left, right, open);
    while (!open.isEmpty()) {
      unifyNow(nextOf(open, draft), open, draft);
      draft.takeNewlyBound().forEach(open::bound);
    }
  }

  private void add(Term left, Term right, Pairs open) {
    var pair = new Pairs.Pair(left, right);
    if (left instanceof Term.ArrayTerm && right instanceof Term.ArrayTerm
        || left instanceof Term.ObjectTerm && right instanceof Term.ObjectTerm) {
      open.addReady(pair);
    } else {
      open.add(pair, List.of(needs(left), needs(right)));
    }
  }

  /** The variables that must be bound for the term to be ready. */
  private Set<String> needs(Term term) {
    var names = new HashSet<String>();
    collectNeeds(term, names);
    return names;
  }

  private void collectNeeds(Term term, Set<String> names) {
    switch (term) {
      case Term.Var v -> names.add(v.name());
      case Term.Ref ref when !references.isRooted(ref) -> collectNeeds(ref.head(), names);
      case Term.ArrayTerm array -> array.items().forEach(item -> collectNeeds(item, names));
      case Term.SetTerm set -> set.items().forEach(item -> collectNeeds(item, names));
      case Term.ObjectTerm object -> object.entries().forEach(entry -> {
        collectNeeds(entry.key(), names);
        collectNeeds(entry.value(), names);
      });
      default -> {
      }
    }
  }

  /** Takes the first pair that can be dealt with now. */
  private static Pairs.Pair nextOf(Pairs open, Draft draft) {
    var ready = open.takeReady();
    if (ready != null) {
      return ready;
    }
    var first = open.takeFirst();
    if (draft.neverHolds()) {
      return first;
    }
    throw new NotBoundException(first.left().location(), "expression is unsafe");
  }

  private void unifyNow(Pairs.Pair pair, Pairs open, Draft draft) {
    var left = pair.left();
    var right = pair.right();
    if (isReady(left, draft) && isReady(right, draft)) {
      var first = operand(left, draft);
      match(right, first, draft);
    } else if (isReady(left, draft) && isMatchable(right, draft)) {
      match(right, operand(left, draft), draft);
    } else if (isReady(right, draft)) {
      match(left, operand(right, draft), draft);
    } else if (left instanceof Term.ArrayTerm a && right instanceof Term.ArrayTerm b) {
      unifyArrays(a, b, open, draft);
    } else if (left instanceof Term.ObjectTerm a && right instanceof Term.ObjectTerm b) {
      unifyObjects(a, b, open, draft);
    } else {
      match(right, operand(left, draft), draft);
    }
  }

  private void unifyArrays(
      Term.ArrayTerm left, Term.ArrayTerm right, Pairs open, Draft draft) {
    if (left.items().size() != right.items().size()) {
      draft.fail();
    }
    for (var i = 0; i < Math.min(left.items().size(), right.items().size()); i++) {
      add(left.items().get(i), right.items().get(i), open);
    }
  }

  private void unifyObjects(
      Term.ObjectTerm left, Term.ObjectTerm right, Pairs open, Draft draft) {
    if (left.entries().size() != right.entries().size()) {
      draft.fail();
    }
    var others = new HashMap<Operand, Term>();
    right.entries()
        .forEach(entry -> others.putIfAbsent(operand(entry.key(), draft), entry.value()));
    for (var entry : left.entries()) {
      var other = others.get(operand(entry.key(), draft));
      if (other == null) {
        draft.fail();
      } else {
        add(entry.value(), other, open);
      }
    }
  }

  /** Matches a pattern against a value, binding the variables that are not bound. */
  void match(Term pattern, Operand value, Draft draft) {
    switch (pattern) {
      case Term.Var v when !draft.isBound(v.name()) -> draft.bind(v.name(), draft.stable(value));
      case Term term when isNoPattern(term, draft) -> draft.fail();
      case Term.ArrayTerm array when !isReady(array, draft) -> matchArray(array, value, draft);
      case Term.ObjectTerm object when !isReady(object, draft) -> matchObject(object, value, draft);
      default -> {
        var left = new ArrayList<>(List.of(value));
        var before = draft.size();
        var right = operand(pattern, draft);
        draft.settle(left, before);
        draft.add(new Statement.Equal(left.getFirst(), right));
      }
    }
  }

  private void matchArray(Term.ArrayTerm array, Operand value, Draft draft) {
    var slot = draft.inSlot(value);
    draft.add(new Statement.IsArray(slot, array.items().size()));
    var parts = new ArrayList<Match>();
    for (var i = 0; i < array.items().size(); i++) {
      var index = new Operand.Constant(IntegerValue.of(i));
      parts.add(
          new Match(array.items().get(i), new Operand.Lookup(new Operand.Local(slot), index)));
    }
    matchAll(parts, draft);
  }

  private void matchObject(Term.ObjectTerm object, Operand value, Draft draft) {
    var slot = draft.inSlot(value);
    var keys = operands(object.entries().stream().map(Term.Entry::key).toList(), draft);
    draft.add(new Statement.IsObject(slot, keys));
    var parts = new ArrayList<Match>();
    for (var i = 0; i < keys.size(); i++) {
      var part = new Operand.Lookup(new Operand.Local(slot), keys.get(i));
      parts.add(new Match(object.entries().get(i).value(), part));
    }
    matchAll(parts, draft);
  }

  /** Matches in order, but leaves what needs variables of later patterns until these are bound. */
  private void matchAll(List<Match> parts, Draft draft) {
    var open = new ArrayDeque<>(parts);
    while (!open.isEmpty()) {
      var next = open.stream()
          .filter(m -> isMatchable(m.pattern, draft))
          .findFirst()
          .orElse(open.getFirst());
      open.remove(next);
      match(next.pattern, next.value, draft);
    }
  }

  private static IllegalStateException notCore(Term term) {
    return new IllegalStateException(term.location() + ": the term is not in core form");
  }

  /** A comprehension, whatever it builds. */
  private record Whole(
      Operand.Shape shape, Body body, @Nullable Term key, Term item, Location location) {}

  private record Match(Term pattern, Operand value) {}
}
