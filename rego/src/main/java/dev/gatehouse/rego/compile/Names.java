package dev.gatehouse.rego.compile;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.syntax.Term;
import java.util.stream.Collectors;

/** Names within references. */
final class Names {

  private Names() {}

  /** The variable at the head of a rule's reference as the string that follows its package. */
  static Term asString(Term head) {
    return head instanceof Term.Var(var location, var name)
        ? new Term.Scalar(location, StringValue.of(name))
        : head;
  }

  /** The dotted name of a function, such as {@code json.marshal} or {@code data.lib.f}. */
  static String dotted(Term.Ref operator) {
    return operator.parts().stream().map(Names::part).collect(Collectors.joining("."));
  }

  private static String part(Term term) {
    return switch (term) {
      case Term.Var(var location, var name) -> name;
      case Term.Scalar(var location, StringValue s) -> s.value();
      default -> String.valueOf(term);
    };
  }
}
