package dev.gatehouse.rego;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A policy that cannot be used: carries every issue that was found, in order of location; those of
 * the parser in the order in which it came upon them.
 */
public final class PolicyException extends Exception {

  private final transient List<Issue> issues;

  public PolicyException(List<Issue> issues) {
    super(issues.stream().map(Issue::toString).collect(Collectors.joining("\n")));
    var fromParser = issues.stream().allMatch(issue -> issue.code().equals(Issue.PARSE));
    this.issues = fromParser ? List.copyOf(issues) : issues.stream().sorted().toList();
  }

  public List<Issue> issues() {
    return issues;
  }
}
