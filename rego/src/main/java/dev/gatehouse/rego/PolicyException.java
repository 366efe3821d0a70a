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
    this(List.copyOf(issues),
        issues.stream().allMatch(issue -> issue.code().equals(Issue.PARSE)));
  }

  private PolicyException(List<Issue> issues, boolean isOrdered) {
    super(issues.stream().map(Issue::toString).collect(Collectors.joining("\n")));
    this.issues = isOrdered ? issues : issues.stream().sorted().toList();
  }

  /** A policy with issues that are in order already. */
  public static PolicyException ordered(List<Issue> issues) {
    return new PolicyException(List.copyOf(issues), true);
  }

  public List<Issue> issues() {
    return issues;
  }
}
