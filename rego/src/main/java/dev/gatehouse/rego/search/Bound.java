package dev.gatehouse.rego.search;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Term;

/** A term with the bindings of its variables. A value of any type is a scalar term here. */
record Bound(Term term, Bindings bindings) {

  static Bound value(Value value) {
    return new Bound(scalar(value), Bindings.NONE);
  }

  static Term scalar(Value value) {
    return new Term.Scalar(Location.NONE, value);
  }

  /** Without the variables that stand for other terms. */
  Bound resolve() {
    return term instanceof Term.Var ? bindings.apply(term) : this;
  }

  Term plug() {
    return bindings.plug(term);
  }
}
