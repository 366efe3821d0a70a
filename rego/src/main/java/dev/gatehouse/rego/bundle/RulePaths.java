package dev.gatehouse.rego.bundle;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;

/** The paths of rules as they are written. */
final class RulePaths {

  private RulePaths() {}

  /** The parts of a rule's name that follow those of its package. */
  static List<Term> parts(Rule rule) {
    var parts = new ArrayList<>(rule.head().ref().parts());
    if (parts.getFirst() instanceof Term.Var(var location, var name)) {
      parts.set(0, new Term.Scalar(location, StringValue.of(name)));
    }
    return parts;
  }
}
