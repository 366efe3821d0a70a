package dev.gatehouse.rego.search;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.trace.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the variables of one run of a rule stand for; changes as the search goes on. */
final class Bindings {

  /** For terms without variables. */
  static final Bindings NONE = new Bindings(-1, null);

  private final long id;
  private final @Nullable Budget budget;

  private final Map<String, Bound> bound = new LinkedHashMap<>();
  private final Map<String, Location> places = new HashMap<>();

  /**
   * @param id tells the variables of one run from those of another in the result of a search
   * @param budget what the search may use, null if nothing is ever spelled within these bindings
   */
  Bindings(long id, @Nullable Budget budget) {
    this.id = id;
    this.budget = budget;
  }

  /** A value as a term of the language, for what is spelled within these bindings. */
  Term spelled(Value value, Location location) {
    return Spelling.of(value, location, Objects.requireNonNull(budget));
  }

  /** Without the variables that stand for other terms. */
  Bound apply(Term start) {
    var term = start;
    var of = this;
    while (term instanceof Term.Var(var location, var name)) {
      var next = of.bound.get(name);
      if (next == null) {
        break;
      }
      term = next.term();
      of = next.bindings();
    }
    return new Bound(term, of);
  }

  void bind(Term.Var variable, Bound term) {
    bound.put(variable.name(), term);
    places.put(variable.name(), variable.location());
  }

  void unbind(String name) {
    bound.remove(name);
  }

  /** The variables that are bound, with where that was done. */
  Map<String, Event.Variable> variables() {
    var variables = new HashMap<String, Event.Variable>();
    for (var name : bound.keySet()) {
      var place = places.getOrDefault(name, Location.NONE);
      variables.put(name, new Event.Variable(plug(new Term.Var(place, name)), place));
    }
    return variables;
  }

  /** The term with values in place of variables: a scalar if all are known. */
  Term plug(Term term) {
    return switch (term) {
      case Term.Scalar t -> t;
      case Term.Var t -> {
        var applied = apply(t);
        yield applied.term() instanceof Term.Var ? applied.term() : applied.plug();
      }
      case Term.Ref(var location, var parts) -> new Term.Ref(location, all(parts));
      case Term.ArrayTerm(var location, var items) -> {
        var plugged = all(items);
        var values = values(plugged);
        yield values == null
            ? new Term.ArrayTerm(location, plugged)
            : new Term.Scalar(location, ArrayValue.of(values));
      }
      case Term.SetTerm(var location, var items) -> {
        var plugged = all(items);
        var values = values(plugged);
        yield values == null
            ? new Term.SetTerm(location, plugged)
            : new Term.Scalar(location, SetValue.of(values));
      }
      case Term.ObjectTerm object -> object(object);
      default -> term;
    };
  }

  private List<Term> all(List<Term> terms) {
    var plugged = new ArrayList<Term>(terms.size());
    for (var term : terms) {
      plugged.add(plug(term));
    }
    return plugged;
  }

  private static @Nullable List<Value> values(List<Term> terms) {
    var values = new ArrayList<Value>(terms.size());
    for (var term : terms) {
      if (!(term instanceof Term.Scalar(var location, var value))) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  private Term object(Term.ObjectTerm object) {
    var builder = ObjectValue.builder();
    var entries = new ArrayList<Term.Entry>();
    for (var entry : object.entries()) {
      var key = plug(entry.key());
      var value = plug(entry.value());
      entries.add(new Term.Entry(key, value));
      if (key instanceof Term.Scalar(var l, var k) && value instanceof Term.Scalar(var m, var v)) {
        builder.put(k, v);
      }
    }
    return builder.size() == entries.size() || entries.stream().allMatch(Bindings::isGround)
        ? new Term.Scalar(object.location(), builder.build())
        : new Term.ObjectTerm(object.location(), entries);
  }

  private static boolean isGround(Term.Entry entry) {
    return entry.key() instanceof Term.Scalar && entry.value() instanceof Term.Scalar;
  }

  /** The variables that are bound, in the order in which they were. */
  Set<String> names() {
    return bound.keySet();
  }

  /**
   * The term as it is written outside of a search: values in place of variables, and a name of its own
   * for each other variable.
   *
   * @param around the bindings of what the term is written into; its variables keep their names
   */
  Term spelled(Term term, Bindings around) {
    return switch (term) {
      case Term.Scalar(var location, var value) -> around.spelled(value, location);
      case Term.Var variable -> {
        var applied = apply(variable);
        yield applied.term() instanceof Term.Var open
            ? applied.bindings().named(open, around)
            : applied.bindings().spelled(applied.term(), around);
      }
      case Term.Ref(var location, var parts) -> new Term.Ref(location, spelled(parts, around));
      case Term.ArrayTerm(var location, var items) ->
        new Term.ArrayTerm(location, spelled(items, around));
      case Term.SetTerm(var location, var items) ->
        new Term.SetTerm(location, spelled(items, around));
      case Term.ObjectTerm(var location, var entries) ->
        new Term.ObjectTerm(
            location,
            entries.stream()
                .map(e -> new Term.Entry(spelled(e.key(), around), spelled(e.value(), around)))
                .toList());
      default -> term;
    };
  }

  private List<Term> spelled(List<Term> terms, Bindings around) {
    return terms.stream().map(term -> spelled(term, around)).toList();
  }

  /** A variable of these bindings by the name that it has elsewhere. */
  Term.Var named(Term.Var variable, Bindings around) {
    var name = variable.name();
    return around == this || name.equals("data") || name.equals("input")
        ? variable
        : new Term.Var(Location.NONE, name + id);
  }

  /** The value of a term, null where a variable in it is not bound. */
  @Nullable
  Value value(Term term) {
    return plug(term) instanceof Term.Scalar(var location, var value) ? value : null;
  }
}
