package dev.gatehouse.rego.search;

import dev.gatehouse.rego.syntax.Term;

/**
 * A reference to be followed.
 *
 * @param frame the run whose expression has it
 * @param ref the reference
 * @param bindings of its variables
 * @param target what each document it reaches is unified with
 * @param then what follows for each
 */
record Goal(Frame frame, Term.Ref ref, Bindings bindings, Bound target, Then then) {

  int size() {
    return ref.parts().size();
  }

  Term part(int position) {
    return ref.parts().get(position);
  }

  Bound bound(int position) {
    return new Bound(part(position), bindings);
  }

  Term plugged(int position) {
    return bindings.plug(part(position));
  }

  Goal then(Then other) {
    return new Goal(frame, ref, bindings, target, other);
  }
}
