package dev.gatehouse.rego.search;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the values of comprehensions. */
final class Comprehensions {

  private static final String CONFLICT = "object keys must be unique";

  private final Search search;

  Comprehensions(Search search) {
    this.search = search;
  }

  Value value(Frame frame, Bound comprehension) {
    var term = comprehension.term();
    var keys = search.knowledge.comprehensionKeys().get(term);
    if (keys == null) {
      var building = new Building(term, false);
      var inner = search.closure(frame, body(term));
      search.observed(inner, () -> {
        building.add(inner.bindings);
        return null;
      });
      return building.value();
    }
    var known = search.scope.comprehensions.get(term);
    if (known == null) {
      known = index(frame, term, keys);
      search.scope.comprehensions.put(term, known);
    }
    var value = known.get(values(keys, frame.bindings));
    return value == null ? new Building(term, true).value() : value;
  }

  private Map<List<Value>, Value> index(Frame frame, Term term, List<String> keys) {
    var building = new HashMap<List<Value>, Building>();
    var inner = search.child(frame, body(term));
    search.observed(inner, () -> {
      building.computeIfAbsent(values(keys, inner.bindings), k -> new Building(term, true))
          .add(inner.bindings);
      return null;
    });
    var index = new HashMap<List<Value>, Value>();
    building.forEach((key, value) -> index.put(key, value.value()));
    return index;
  }

  private static List<Value> values(List<String> keys, Bindings bindings) {
    var values = new ArrayList<Value>();
    for (var key : keys) {
      var value = bindings.value(new Term.Var(Location.NONE, key));
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private static Body body(Term term) {
    return switch (term) {
      case Term.ArrayComprehension(var location, var head, var body) -> body;
      case Term.SetComprehension(var location, var head, var body) -> body;
      case Term.ObjectComprehension(var location, var key, var value, var body) -> body;
      default -> throw new IllegalStateException("no comprehension: " + term);
    };
  }

  /** A value in the making. */
  private final class Building {
    private final Term term;
    private final boolean lastWins;
    private final ArrayValue.Builder items = new ArrayValue.Builder();
    private final SetValue.Builder members = SetValue.builder();
    private final ObjectValue.Builder entries = ObjectValue.builder();

    Building(Term term, boolean lastWins) {
      this.term = term;
      this.lastWins = lastWins;
    }

    void add(Bindings bindings) {
      search.budget.allocate(1);
      switch (term) {
        case Term.ArrayComprehension array -> items.add(known(bindings, array.head()));
        case Term.SetComprehension set -> members.add(known(bindings, set.head()));
        case Term.ObjectComprehension object ->
          put(known(bindings, object.key()), known(bindings, object.value()), object);
        default -> throw new IllegalStateException("no comprehension: " + term);
      }
    }

    private void put(Value key, Value value, Term.ObjectComprehension object) {
      var known = entries.get(key);
      if (known != null && !known.equals(value) && !lastWins) {
        throw new EvaluationException(
            EvaluationException.CONFLICT, object.key().location(), CONFLICT);
      }
      entries.put(key, value);
    }

    private Value known(Bindings bindings, Term head) {
      var value = bindings.value(head);
      if (value == null) {
        throw new IllegalStateException(head.location() + ": a head has no value");
      }
      return value;
    }

    Value value() {
      return switch (term) {
        case Term.ArrayComprehension array -> items.build();
        case Term.SetComprehension set -> members.build();
        default -> entries.build();
      };
    }
  }
}
