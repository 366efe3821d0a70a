package dev.gatehouse.conformance.differential;

import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a program on one side.
 *
 * @param issues what is wrong with its modules; then there are no replies
 * @param replies what each query gave
 */
record Outcome(List<Fault> issues, List<Reply> replies) {

  Outcome {
    issues = List.copyOf(issues);
    replies = List.copyOf(replies);
  }

  /** Everything that is wrong: with the modules, or what halted queries. */
  Stream<Fault> faults() {
    return Stream.concat(
        issues.stream(), replies.stream().flatMap(reply -> reply.faults().stream()));
  }

  /** Something wrong, where it is, and what is said of it. */
  record Fault(String code, String file, long row, long column, String message) {

    @Override
    public String toString() {
      return file + ":" + row + ":" + column + ": " + code + ": " + message;
    }
  }

  /**
   * What a query gave.
   *
   * @param solutions bindings and values of expressions as Rego's text, in their order
   * @param faults what halted it
   * @param limited whether a limit halted it, which is not compared
   */
  record Reply(List<String> solutions, List<Fault> faults, boolean limited) {

    Reply {
      solutions = List.copyOf(solutions);
      faults = List.copyOf(faults);
    }
  }
}
