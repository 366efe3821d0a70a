package dev.gatehouse.cli.rego;

import java.util.List;
import java.util.Optional;

/** A command cannot go on; carries every problem. */
final class ProblemException extends Exception {

  /** What the problems are of. */
  private enum Origin {
    FILES, BUNDLE, POLICY
  }

  private final transient List<Problem> problems;
  private final Origin origin;
  private final String bundle;

  private ProblemException(
      String message, List<Problem> problems, Origin origin, String bundle) {
    super(message, null, false, false);
    this.problems = List.copyOf(problems);
    this.origin = origin;
    this.bundle = bundle;
  }

  /** Files cannot be read or parsed. */
  static ProblemException ofFiles(List<Problem> problems) {
    return new ProblemException(
        Problem.text(problems, " during loading"), problems, Origin.FILES, "");
  }

  /** A bundle cannot be read or parsed: one problem, whose text stands alone. */
  static ProblemException ofBundle(String path, String message) {
    return new ProblemException(
        message, List.of(Problem.of(message)), Origin.BUNDLE, path);
  }

  /** What was read cannot be used. */
  static ProblemException ofPolicy(List<Problem> problems) {
    return new ProblemException(Problem.text(problems, ""), problems, Origin.POLICY, "");
  }

  /** The problems, with words before that of a bundle. */
  List<Problem> problems(String beforeBundle) {
    return origin == Origin.BUNDLE
        ? List.of(Problem.of(beforeBundle + getMessage()))
        : problems;
  }

  /** The path of the bundle that cannot be used, if it is one. */
  Optional<String> bundle() {
    return origin == Origin.BUNDLE ? Optional.of(bundle) : Optional.empty();
  }

  /** What to show of at most so many problems; those of loading are all shown, and 0 is for all. */
  String text(int most) {
    return isLoading() ? String.valueOf(getMessage()) : Problem.text(first(most), "");
  }

  /** At most so many problems; those of loading are all shown, and 0 is for all. */
  List<Problem> first(int most) {
    return isLoading() ? problems : Problem.first(most, problems);
  }

  /** Whether something cannot be read or parsed. */
  boolean isLoading() {
    return origin != Origin.POLICY;
  }
}
