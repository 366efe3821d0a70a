package dev.gatehouse.policy;

import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import java.util.List;
import java.util.stream.Collectors;

/** The engine's errors in the words that Gatekeeper's users know: OPA's, without columns. */
final class RegoText {

  private RegoText() {}

  /** {@code template:3: eval_conflict_error: …}. */
  static String of(EvaluationException error) {
    return at(error.location()) + error.code() + ": " + error.detail();
  }

  /** {@code template:3: rego_parse_error: …}. */
  static String of(Issue issue) {
    return at(issue.location()) + issue.code() + ": " + issue.message();
  }

  /** One error on one line, several with their number above them. */
  static String of(List<Issue> issues) {
    if (issues.size() == 1) {
      return "1 error occurred: " + of(issues.getFirst());
    }
    return issues.size() + " errors occurred:\n"
        + issues.stream().map(RegoText::of).collect(Collectors.joining("\n"));
  }

  private static String at(Location location) {
    return location.row() == 0 ? "" : location.file() + ":" + location.row() + ": ";
  }
}
