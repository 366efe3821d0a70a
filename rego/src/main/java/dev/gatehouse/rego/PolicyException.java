package dev.gatehouse.rego;

import java.util.List;
import java.util.stream.Collectors;

/** A policy that cannot be used: carries every issue that was found, in order of location. */
public final class PolicyException extends Exception {

  private final transient List<Issue> issues;

  public PolicyException(List<Issue> issues) {
    super(issues.stream().map(Issue::toString).collect(Collectors.joining("\n")));
    this.issues = issues.stream().sorted().toList();
  }

  public List<Issue> issues() {
    return issues;
  }
}
