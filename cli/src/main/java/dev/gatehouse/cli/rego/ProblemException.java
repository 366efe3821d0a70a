package dev.gatehouse.cli.rego;

import java.util.List;

/** A command cannot go on; carries every problem. */
final class ProblemException extends Exception {

  private final transient List<Problem> problems;
  private final boolean loading;

  /** {@code loading} says whether the problems are of reading and parsing files. */
  ProblemException(List<Problem> problems, boolean loading) {
    super(Problem.text(problems, loading ? " during loading" : ""), null, false, false);
    this.problems = List.copyOf(problems);
    this.loading = loading;
  }

  List<Problem> problems() {
    return problems;
  }

  boolean isLoading() {
    return loading;
  }
}
