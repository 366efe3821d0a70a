package dev.gatehouse.rego.plan;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import java.util.List;

/**
 * A variable is used where nothing has bound it. The safe order of a body is OPA's, which overlooks
 * variables within the sets that a call is given, where OPA itself comes to no end.
 */
final class NotBoundException extends RuntimeException {

  private final transient Issue issue;

  NotBoundException(Location location, String message) {
    super(message, null, false, false);
    this.issue = new Issue(Issue.UNSAFE_VAR, location, message);
  }

  /** What to say to whoever wrote the rules. */
  PolicyException unsafe() {
    return new PolicyException(List.of(issue));
  }
}
