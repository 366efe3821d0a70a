package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.Outcome.Fault;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Issue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Faults of OPA that explain a difference; docs/differences.md tells of each. */
enum PeerFault {

  /** The peer panics. */
  PANIC(both -> codes(both.theirs.issues()).contains("panic")),

  /** It looks for the variables of a template string before it knows imports and rules. */
  UNDECLARED(both -> both.theirs.issues()
      .stream()
      .anyMatch(issue -> issue.message().endsWith(" is undeclared"))),

  /** A body of {@code not true} alone counts as none where the head has a call. */
  NOT_TRUE(both -> both.program.modules()
      .stream()
      .anyMatch(module -> NegatedTruth.TEXT.matcher(module.text()).find())),

  /** It overlooks unsafe variables in expressions with comprehensions, and evaluates them. */
  UNSAFE(both -> both.theirs.issues().isEmpty()
      && !both.ours.issues().isEmpty()
      && codes(both.ours.issues()).stream().allMatch(Issue.UNSAFE_VAR::equals)
      && both.program.modules().stream().anyMatch(module -> module.text().contains("|"))),

  /** It calls a function before its operands are known, for the same reason. */
  INTERNAL(both -> both.theirs.replies()
      .stream()
      .anyMatch(reply -> codes(reply.faults()).contains(EvaluationException.INTERNAL)));

  private final Predicate<Both> isSo;

  PeerFault(Predicate<Both> isSo) {
    this.isSo = isSo;
  }

  /** A program with what came of it on both sides. */
  private record Both(Program program, Outcome ours, Outcome theirs) {}

  private static final class NegatedTruth {
    static final Pattern TEXT = Pattern.compile("not\\s+true\\b");
  }

  /** The fault that may explain a difference, if there is one. */
  static Optional<PeerFault> of(Program program, Outcome ours, Outcome theirs) {
    var both = new Both(program, ours, theirs);
    return Arrays.stream(values()).filter(fault -> fault.isSo.test(both)).findFirst();
  }

  private static List<String> codes(List<Fault> faults) {
    return faults.stream().map(Fault::code).toList();
  }
}
