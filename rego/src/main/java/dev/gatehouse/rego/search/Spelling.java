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

  static Term of(Value value, Location location) {
    return switch (value) {
      case ArrayValue array -> new Term.ArrayTerm(location, all(array, location));
      case SetValue set -> new Term.SetTerm(location, all(set, location));
      case ObjectValue object -> {
        var entries = new ArrayList<Term.Entry>();
        for (var i = 0; i < object.size(); i++) {
          entries.add(
              new Term.Entry(of(object.keyAt(i), location), of(object.valueAt(i), location)));
        }
        yield new Term.ObjectTerm(location, entries);
      }
      default -> new Term.Scalar(location, value);
    };
  }

  private static List<Term> all(Iterable<Value> values, Location location) {
    var terms = new ArrayList<Term>();
    values.forEach(value -> terms.add(of(value, location)));
    return terms;
  }
}
