package dev.gatehouse.rego.search;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.syntax.Term;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A set or object that rules add to. */
final class Collected {

  private static final String CONFLICT = "object keys must be unique";

  private final Search search;
  private final TreeWalk.Place place;
  private final boolean isSet;
  private final Set<Value> members = new TreeSet<>();
  private final Branch root = new Branch(new TreeMap<>());

  Collected(Search search, TreeWalk.Place place, Found found) {
    this.search = search;
    this.place = place;
    this.isSet = found.isMultiValue() && found.groundPaths();
  }

  /** What is under a key. */
  private sealed interface Part {}

  private record Leaf(Value value) implements Part {}

  private record Members(Set<Value> members) implements Part {}

  private record Branch(Map<Value, Part> parts) implements Part {}

  /** Adds what a rule gives; true if it was there already. */
  boolean add(Definition rule, Bindings bindings) {
    search.budget.allocate(1);
    var head = rule.rule().head();
    if (isSet && head.key() != null) {
      return !members.add(known(bindings, head.key()));
    }
    var path = rule.path().subList(place.position() + 1, rule.path().size());
    var branch = branch(rule, path.subList(0, path.size() - 1), bindings);
    var key = known(bindings, path.getLast());
    if (head.key() != null) {
      return add(rule, branch, key, known(bindings, head.key()));
    }
    var value = head.value() == null ? key : known(bindings, head.value());
    var known = branch.parts.putIfAbsent(key, new Leaf(value));
    if (known != null && !value(known).equals(value)) {
      throw conflict(rule);
    }
    return known != null;
  }

  private boolean add(Definition rule, Branch branch, Value key, Value member) {
    var part = branch.parts.computeIfAbsent(key, k -> new Members(new TreeSet<>()));
    if (!(part instanceof Members(var all))) {
      throw conflict(rule);
    }
    return !all.add(member);
  }

  private Branch branch(Definition rule, List<Term> path, Bindings bindings) {
    var branch = root;
    for (var part : path) {
      var next = branch.parts.computeIfAbsent(
          known(bindings, part), k -> new Branch(new TreeMap<>()));
      if (!(next instanceof Branch deeper)) {
        throw conflict(rule);
      }
      branch = deeper;
    }
    return branch;
  }

  private static Value known(Bindings bindings, Term term) {
    var value = bindings.value(term);
    if (value == null) {
      throw new IllegalStateException(term.location() + ": a head has no value");
    }
    return value;
  }

  private static EvaluationException conflict(Definition rule) {
    return new EvaluationException(
        EvaluationException.CONFLICT, rule.rule().head().location(), CONFLICT);
  }

  Value value() {
    return isSet ? SetValue.of(members) : value(root);
  }

  private static Value value(Part part) {
    return switch (part) {
      case Leaf(var value) -> value;
      case Members(var members) -> SetValue.of(members);
      case Branch(var parts) -> {
        var builder = ObjectValue.builder();
        parts.forEach((key, inner) -> builder.put(key, value(inner)));
        yield builder.build();
      }
    };
  }
}
