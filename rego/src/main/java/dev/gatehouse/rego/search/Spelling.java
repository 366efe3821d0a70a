package dev.gatehouse.rego.search;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;

/** Values as terms of the language, in which a collection is no scalar. */
final class Spelling {

  private Spelling() {}

  /** What is the same in several places is one value, but a term for each: the budget counts them. */
  static Term of(Value value, Location location, Budget budget) {
    budget.allocate(1);
    budget.spend(1);
    return switch (value) {
      case ArrayValue array -> new Term.ArrayTerm(location, all(array, location, budget));
      case SetValue set -> new Term.SetTerm(location, all(set, location, budget));
      case ObjectValue object -> {
        var entries = new ArrayList<Term.Entry>();
        for (var i = 0; i < object.size(); i++) {
          entries.add(
              new Term.Entry(
                  of(object.keyAt(i), location, budget), of(object.valueAt(i), location, budget)));
        }
        yield new Term.ObjectTerm(location, entries);
      }
      default -> new Term.Scalar(location, value);
    };
  }

  private static List<Term> all(Iterable<Value> values, Location location, Budget budget) {
    var terms = new ArrayList<Term>();
    values.forEach(value -> terms.add(of(value, location, budget)));
    return terms;
  }
}
