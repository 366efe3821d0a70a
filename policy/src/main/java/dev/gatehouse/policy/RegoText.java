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

  /** Errors of a text that cannot be parsed, with the lines at fault below them. */
  static String of(List<Issue> issues, String source) {
    var lines = source.split("\n", -1);
    var texts = issues.stream().map(issue -> of(issue) + excerpt(issue, lines)).toList();
    return texts.size() == 1
        ? "1 error occurred: " + texts.getFirst()
        : texts.size() + " errors occurred:\n" + String.join("\n", texts);
  }

  /** The line and a mark below its column, for what the parser itself did not expect. */
  private static String excerpt(Issue issue, String[] lines) {
    var row = issue.location().row();
    if (!issue.message().startsWith("unexpected") && !issue.message().startsWith("illegal")
        && !issue.message().startsWith("non-terminated")) {
      return "";
    }
    while (row > 1 && row <= lines.length && lines[row - 1].isBlank()) {
      row--;
    }
    if (row < 1 || row > lines.length) {
      return "";
    }
    var line = lines[row - 1];
    var text = line.stripLeading();
    var atEnd = row < issue.location().row();
    var column = atEnd
        ? text.length() - 1
        : issue.location().column() - 1 - (line.length() - text.length());
    return "\n\t" + text + "\n\t" + " ".repeat(Math.max(0, column)) + "^";
  }

  private static String at(Location location) {
    return location.row() == 0 ? "" : location.file() + ":" + location.row() + ": ";
  }
}
