package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.IssueDetail;
import dev.gatehouse.rego.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong, for people and programs to read.
 *
 * @param code as in {@link Issue#code()}, empty for a problem of files
 * @param location where, null for a problem of files
 * @param excerpt the line of source, null where there is none
 * @param runtime whether it happened during evaluation
 * @param detail what the parser or the type checker knows of it
 */
record Problem(
    String code,
    String message,
    @Nullable Location location,
    @Nullable Excerpt excerpt,
    boolean runtime,
    Optional<IssueDetail> detail) {

  Problem(
      String code,
      String message,
      @Nullable Location location,
      @Nullable Excerpt excerpt,
      boolean runtime) {
    this(code, message, location, excerpt, runtime, Optional.empty());
  }

  static Problem of(String message) {
    return new Problem("", message, null, null, false);
  }

  static Problem of(Issue issue) {
    var location = issue.location();
    if (location.row() == 0 && location.file().isEmpty()) {
      return new Problem(issue.code(), issue.message(), null, null, false);
    }
    var isQuery = location.file().isEmpty() && !issue.code().equals(Issue.PARSE);
    var excerpt = isQuery ? null : Excerpt.of(location);
    return new Problem(
        issue.code(), issue.message(), location, excerpt, false, issue.detail());
  }

  /** An issue of what somebody typed, always with its line. */
  static Problem typed(Issue issue) {
    var problem = of(issue);
    return new Problem(
        problem.code, problem.message, problem.location, Excerpt.of(issue.location()), false,
        issue.detail());
  }

  static List<Problem> of(List<Issue> issues) {
    return issues.stream().map(Problem::of).toList();
  }

  static Problem of(EvaluationException error) {
    return new Problem(error.code(), error.detail(), error.location(), null, true);
  }

  /** The first ones, with a last one that says there are more; all of them for 0. */
  static List<Problem> first(int count, List<Problem> problems) {
    if (count <= 0 || problems.size() <= count) {
      return problems;
    }
    var first = new ArrayList<>(problems.subList(0, count));
    first.add(new Problem(Issue.COMPILE, "error limit reached", null, null, false));
    return first;
  }

  /** The form in the JSON output of {@code opa}. */
  JsonTree.Fields json() {
    var isMistyped = detail.orElse(null) instanceof IssueDetail.Mistyped;
    var json = JsonTree.object().with("message", isMistyped ? firstLine() : message);
    if (!code.isEmpty()) {
      json.with("code", code);
    }
    if (location != null) {
      json.with("location", locationJson(location));
    }
    detail.map(this::json).ifPresent(known -> json.with("details", known));
    return json;
  }

  private @Nullable JsonTree json(IssueDetail known) {
    return switch (known) {
      case IssueDetail.Mistyped mistyped -> DetailJson.of(mistyped);
      case IssueDetail.AtToken token -> excerpt == null ? null : excerpt.json();
    };
  }

  /** The message without the lines that say what the details say. */
  private String firstLine() {
    var end = message.indexOf("\n\t");
    return end < 0 ? message : message.substring(0, end);
  }

  /** The form in the results of tests. */
  JsonTree codeFirst() {
    var json = JsonTree.object().with("code", code).with("message", message);
    if (location != null) {
      json.with("location", locationJson(location));
    }
    return json;
  }

  static JsonTree.Fields locationJson(Location location) {
    return JsonTree.object()
        .with("file", location.file())
        .with("row", location.row())
        .with("col", location.column());
  }

  /** Place, code and message; then the line of source with a caret. */
  String text() {
    var text = new StringBuilder();
    if (location != null && location.row() > 0) {
      text.append(place(location)).append(": ");
    }
    if (!code.isEmpty()) {
      text.append(code).append(": ");
    }
    text.append(message);
    if (excerpt != null) {
      text.append("\n\t").append(excerpt.trimmed());
      text.append("\n\t").repeat(' ', excerpt.indent()).append('^');
    }
    return text.toString();
  }

  private String place(Location where) {
    if (!where.file().isEmpty()) {
      return where.file() + ":" + where.row();
    }
    return runtime && !where.text().isEmpty()
        ? where.text()
        : where.row() + ":" + where.column();
  }

  /**
   * All of them under a headline.
   *
   * @param during empty, or {@code " during loading"}
   */
  static String text(List<Problem> problems, String during) {
    if (problems.size() == 1) {
      return "1 error occurred" + during + ": " + problems.getFirst().text();
    }
    var text = new StringBuilder().append(problems.size())
        .append(" errors occurred" + during + ":");
    problems.forEach(problem -> text.append('\n').append(problem.text()));
    return text.toString();
  }
}
