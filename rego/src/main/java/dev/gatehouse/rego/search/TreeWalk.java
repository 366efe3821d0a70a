package dev.gatehouse.rego.search;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.eval.Values;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows a reference below {@code data}, through base documents and packages to rules. */
final class TreeWalk {

  private final Search search;
  private final Unifier unifier;
  private final TermWalk terms;

  TreeWalk(Search search, Unifier unifier, TermWalk terms) {
    this.search = search;
    this.unifier = unifier;
    this.terms = terms;
  }

  /** A position in a reference: the keys before it, and the packages and rules there. */
  private record Spot(List<Value> path, @Nullable Node node) {

    /** Of the next part of the reference. */
    int position() {
      return path.size() + 1;
    }

    /** The reference with the keys in place of its first parts. */
    Term.Ref plugged(Goal goal) {
      var parts = new ArrayList<Term>();
      parts.add(goal.ref().head());
      path.forEach(key -> parts.add(Bound.scalar(key)));
      parts.addAll(goal.ref().parts().subList(position(), goal.size()));
      return new Term.Ref(goal.ref().location(), parts);
    }

    List<Value> with(Value key) {
      var longer = new ArrayList<>(path);
      longer.add(key);
      return longer;
    }
  }

  @Nullable
  Stop start(Goal goal) {
    return walk(goal, new Spot(List.of(), search.knowledge.root()));
  }

  private @Nullable Stop walk(Goal goal, Spot spot) {
    if (spot.position() == goal.size()) {
      var residue = search.residue;
      if (residue != null
          && residue.dependsOnUnknown(spot.plugged(goal), goal.bindings())) {
        return leave(goal, spot, residue);
      }
      var document = extent(goal.frame(), spot);
      return document == null
          ? null
          : unifier.unify(goal.frame(), goal.target(), Bound.value(document), goal.then());
    }
    return goal.plugged(spot.position()) instanceof Term.Scalar(var location, var key)
        ? next(goal, spot, key)
        : enumerate(goal, spot);
  }

  private static @Nullable Stop leave(Goal goal, Spot spot, Residue residue) {
    var ref = new Bound(spot.plugged(goal), goal.bindings());
    return residue.unification(goal.frame(), ref, goal.target(), goal.then());
  }

  private @Nullable Stop next(Goal goal, Spot spot, Value key) {
    var path = spot.with(key);
    Node node = null;
    if (!search.scope.isReplaced(path) && spot.node != null) {
      node = spot.node.child(key);
      if (node != null && node.hasRules()) {
        return rules(goal, new Place(node, path));
      }
    }
    return walk(goal, new Spot(path, node));
  }

  /** Rules that a reference has come to. */
  record Place(Node node, List<Value> path) {

    /** Of the part of the reference that names the rules. */
    int position() {
      return path.size();
    }

    Term.Ref ref() {
      return reference(path);
    }

    /** What the document of the rules is remembered by. */
    List<Object> key() {
      return new ArrayList<>(path);
    }
  }

  private static Term.Ref reference(List<Value> path) {
    var parts = new ArrayList<Term>();
    parts.add(new Term.Var(Location.NONE, "data"));
    path.forEach(key -> parts.add(Bound.scalar(key)));
    return new Term.Ref(Location.NONE, parts);
  }

  private @Nullable Stop rules(Goal goal, Place place) {
    var found = search.rules(goal.frame(), place.node, place.ref(), null);
    var residue = search.residue;
    if (residue != null
        && found.hasChains()
        && residue.dependsOnUnknown(goal.ref(), goal.bindings())) {
      return residue.unification(
          goal.frame(), new Bound(goal.ref(), goal.bindings()), goal.target(), goal.then());
    }
    return !found.isMultiValue() && found.groundPaths()
        ? new CompleteRules(search, goal, place, found, terms).run()
        : new PartialRules(search, goal, place, found, terms).run();
  }

  private @Nullable Stop enumerate(Goal goal, Spot spot) {
    if (search.residue != null && search.residue.isUnresolved(reference(spot.path))) {
      return leave(goal, spot, search.residue);
    }
    var document = search.base(spot.path);
    var deferred = new Deferred();
    for (var key : keys(document)) {
      deferred.take(each(goal, spot, key));
      if (!deferred.goesOn()) {
        return deferred.stop();
      }
    }
    if (deferred.stop() != null || spot.node == null) {
      return deferred.stop();
    }
    for (var key : spot.node.children().keySet()) {
      if (document == null || Values.get(document, key) == null) {
        var stop = each(goal, spot, key);
        if (stop != null) {
          return stop;
        }
      }
    }
    return null;
  }

  private @Nullable Stop each(Goal goal, Spot spot, Value key) {
    search.budget.spend(1);
    return unifier.unify(
        goal.frame(),
        Bound.value(key),
        goal.bound(spot.position()),
        () -> next(goal, spot, key));
  }

  private static List<Value> keys(@Nullable Value document) {
    var keys = new ArrayList<Value>();
    switch (document) {
      case ArrayValue array -> {
        for (var i = 0; i < array.size(); i++) {
          keys.add(IntegerValue.of(i));
        }
      }
      case ObjectValue object -> {
        for (var i = 0; i < object.size(); i++) {
          keys.add(object.keyAt(i));
        }
      }
      case SetValue set -> set.forEach(keys::add);
      case null, default -> {
      }
    }
    return keys;
  }

  private @Nullable Value extent(Frame frame, Spot spot) {
    var base = search.base(spot.path);
    if (spot.node == null) {
      return base;
    }
    var virtual = leaves(frame, spot.path, spot.node);
    return base == null ? virtual : Values.merge(base, virtual);
  }

  /** The documents of all rules below a package. */
  private ObjectValue leaves(Frame frame, List<Value> path, Node node) {
    var builder = ObjectValue.builder();
    for (var child : node.children().entrySet()) {
      if (child.getValue().isHidden()) {
        continue;
      }
      var below = new ArrayList<>(path);
      below.add(child.getKey());
      var document = child.getValue().hasRules()
          ? document(frame, new Place(child.getValue(), below))
          : leaves(frame, below, child.getValue());
      if (document != null) {
        builder.put(child.getKey(), document);
      }
    }
    search.budget.allocate(builder.size());
    return builder.build();
  }

  private @Nullable Value document(Frame frame, Place place) {
    var leaf = frame.bound(new Term.Var(Location.NONE, "$_leaf"));
    var kept = new ArrayList<Value>();
    unifier.unify(frame, frame.bound(place.ref()), leaf, () -> {
      var value = frame.bindings.value(leaf.term());
      if (value != null) {
        kept.add(value);
      }
      return null;
    });
    return kept.isEmpty() ? null : kept.getLast();
  }
}
