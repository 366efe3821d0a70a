package dev.gatehouse.policy;

import dev.gatehouse.json.Value;
import java.util.Comparator;

/** What the code of a template says of one object: a message, and details for machines. */
record Violation(String message, Value details) {

  /** The order in which the engine gives violations of one constraint. */
  static final Comparator<Violation> ORDER = Comparator.comparing(Violation::details)
      .thenComparing(Violation::message);
}
