package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.Outcome.Fault;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Issue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Faults of OPA that explain a difference; docs/differences.md tells of each. */
enum PeerFault {

  /** The peer panics. */
  PANIC(both -> codes(both.theirs.issues()).contains("panic")),

  /** It leaves names of imports and rules as they are in a template string within a reference. */
  UNDECLARED(both -> both.theirs.issues()
      .stream()
      .anyMatch(issue -> issue.message().endsWith(" is undeclared")
          || both.uses("\\[\\s*[$]") && (issue.code().equals(Issue.UNSAFE_VAR)
              || issue.row() == 0 && issue.message().startsWith("undefined function ")
              || issue.message().matches("import .* unused")))),

  /** It says of no place what is wrong within some template strings, and may say it again so. */
  NOWHERE(both -> both.uses("[$]")
      && both.theirs.faults().anyMatch(fault -> fault.row() == 0)
      && Set.copyOf(codes(both.theirs.faults().toList()))
          .equals(Set.copyOf(codes(both.ours.faults().toList())))),

  /** A body of {@code not true} alone counts as none where the head has a call. */
  NOT_TRUE(both -> both.uses("not\\s+true\\b")),

  /**
   * It overlooks unsafe variables in expressions with comprehensions, in sets and keys of objects that
   * a call is given, results of calls that are given a part of an unsafe variable, and those that look
   * as if the compiler had made them, and evaluates them.
   */
  UNSAFE(both -> !codes(both.theirs.issues()).contains(Issue.UNSAFE_VAR)
      && !both.ours.issues().isEmpty()
      && codes(both.ours.issues()).stream().allMatch(Issue.UNSAFE_VAR::equals)
      && both.uses("[|]|__local|\\([^()]*[{]|\\(\\w+[.\\[]")),

  /** An object of its own that has 1 and true as keys, or 0, false and null, may have one of them twice. */
  DOUBLED(both -> both.theirs.replies().stream().anyMatch(PeerFault::hasKeyTwice)
      && both.ours.replies().stream().noneMatch(PeerFault::hasKeyTwice)),

  /** An object that is made under {@code with} may keep its keys out of order. */
  UNSORTED(both -> both.uses("\\bwith\\b")
      && both.ours.faults().toList().isEmpty() && both.theirs.faults().toList().isEmpty()
      && sorted(both.ours).equals(sorted(both.theirs))),

  /** Rules under one number as key, written in two ways, are not rules of one document to it. */
  SPELLED(both -> both.uses("\\[-?\\d+(\\.\\d*0|(\\.\\d+)?[eE][-+]?\\d+)\\]")
      && both.theirs.issues().isEmpty() && both.ours.issues().isEmpty()),

  /** A function whose path has a variable, array, object or set as a key is a document to it. */
  DOCUMENT(both -> both.uses("\\[[a-z_\\[{][^\\]\\n]*\\]+(\\.\\w+)*\\(")
      && both.theirs.issues().isEmpty() && both.ours.issues().isEmpty()),

  /** It calls a function before its operands are known, for the same reason as {@link #UNSAFE}. */
  INTERNAL(both -> both.theirs.replies()
      .stream()
      .anyMatch(reply -> codes(reply.faults()).contains(EvaluationException.INTERNAL)));

  private static final Pattern KEY_TWICE = Pattern
      .compile("\\b(true|false|null|0|1): [^{}\\[\\]]*\\b\\1: ");

  private final Predicate<Both> isSo;

  PeerFault(Predicate<Both> isSo) {
    this.isSo = isSo;
  }

  /** A program with what came of it on both sides. */
  private record Both(Program program, Outcome ours, Outcome theirs) {

    boolean uses(String pattern) {
      var found = Pattern.compile(pattern).asPredicate();
      return program.modules().stream().map(Program.ModuleText::text).anyMatch(found);
    }
  }

  /** The fault that may explain a difference, if there is one. */
  static Optional<PeerFault> of(Program program, Outcome ours, Outcome theirs) {
    var both = new Both(program, ours, theirs);
    return Arrays.stream(values()).filter(fault -> fault.isSo.test(both)).findFirst();
  }

  private static List<List<String>> sorted(Outcome outcome) {
    return outcome.replies().stream().map(r -> r.solutions().stream().sorted().toList()).toList();
  }

  private static boolean hasKeyTwice(Outcome.Reply reply) {
    return reply.solutions().stream().anyMatch(KEY_TWICE.asPredicate());
  }

  private static List<String> codes(List<Fault> faults) {
    return faults.stream().map(Fault::code).toList();
  }
}
